//! Small pictures for the tests, built byte by byte, each with metadata wherever the format has a
//! place for it. Every piece that must not be published holds the word [`CANARY`].

use super::png::{SIGNATURE, write_chunk};

/// The word that must not be found in a stripped file.
pub(super) const CANARY: &[u8] = b"CANARY";

/// Lists a picture of every format that can be stripped, with its name.
pub(super) fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("jpeg", jpeg()),
        ("png", png()),
        ("gif", gif()),
        ("webp", webp()),
        ("animated webp", animated_webp()),
        ("svg", svg()),
    ]
}

/// Returns a segment of a JPEG.
pub(super) fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("samples are small");
    [&[0xff, marker], &length.to_be_bytes()[..], body].concat()
}

/// Returns the tables, frame and scan of a grey JPEG of 16 by 8 pixels, up to its end.
pub(super) fn jpeg_picture() -> Vec<u8> {
    // Each table of codes knows one symbol, which is written as one zero bit.
    let codes = |class: u8| [&[class, 1][..], &[0; 15], &[0]].concat();
    [
        segment(0xdb, &[&[0][..], &[1; 64]].concat()),
        segment(0xc0, &[8, 0, 8, 0, 16, 1, 1, 0x11, 0]),
        segment(0xc4, &codes(0x00)),
        segment(0xc4, &codes(0x10)),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![0x0f, 0xff, 0xd9],
    ]
    .concat()
}

/// Returns a block of Exif as a camera writes it: orientation, maker, place and a thumbnail.
pub(super) fn exif(orientation: u16) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let (tag, kind) = (tag.to_le_bytes(), kind.to_le_bytes());
        [&tag[..], &kind, &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    // The offsets follow from the lengths: a directory takes two bytes, twelve for each entry and
    // four for the offset of the next one.
    let (gps, thumbnails, texts) = (8 + 42, 8 + 42 + 18_u32, 8 + 42 + 18 + 30);
    [
        b"II*\0\x08\0\0\0\x03\0".to_vec(),
        entry(0x010f, 2, 12, texts),
        entry(0x0112, 3, 1, orientation.into()),
        entry(0x8825, 4, 1, gps),
        thumbnails.to_le_bytes().to_vec(),
        b"\x01\0".to_vec(),
        entry(0x001d, 2, 12, texts),
        vec![0; 4],
        b"\x02\0".to_vec(),
        entry(0x0201, 4, 1, texts + 12),
        entry(0x0202, 4, 1, 18),
        vec![0; 4],
        b"CANARY maker".to_vec(),
        b"\xff\xd8CANARY thumb\xff\xd9\0\0".to_vec(),
    ]
    .concat()
}

/// Returns a JPEG with metadata of every kind, to be shown on its side.
pub(super) fn jpeg() -> Vec<u8> {
    [
        vec![0xff, 0xd8],
        segment(0xe0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\x02\x01CANARY"),
        segment(0xe0, b"JFXX\0\x10CANARY"),
        segment(0xe1, &[b"Exif\0\0", &exif(6)[..]].concat()),
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>CANARY</x:xmpmeta>"),
        segment(0xe2, b"ICC_PROFILE\0\x01\x01a profile"),
        segment(0xe2, b"MPF\0CANARY"),
        segment(0xed, b"Photoshop 3.0\08BIM\x04\x04CANARY"),
        segment(0xee, b"Adobe\0\x64\0\0\0\0\0CANARY"),
        segment(0xfe, b"CANARY comment"),
        jpeg_picture(),
        b"\xff\xd8CANARY, a second picture\xff\xd9".to_vec(),
    ]
    .concat()
}

/// Returns a chunk of a PNG.
pub(super) fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    write_chunk(&mut out, name, data);
    out
}

/// Returns the chunk with the pixels of a PNG of two grey pixels.
pub(super) fn png_pixels() -> Vec<u8> {
    // A stored block of three bytes: no filter, then one byte for each pixel. The last four bytes
    // are the sums 1 + 0 + 10 + 200 and 1 + 1 + 11 + 211.
    chunk(b"IDAT", b"\x78\x01\x01\x03\0\xfc\xff\0\x0a\xc8\0\xdf\0\xd3")
}

/// Returns the header of a grey PNG of some size.
pub(super) fn png_header(width: u32, height: u32) -> Vec<u8> {
    chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat())
}

/// Returns a PNG with metadata of every kind, to be shown on its side.
pub(super) fn png() -> Vec<u8> {
    [
        SIGNATURE.to_vec(),
        png_header(2, 1),
        chunk(b"gAMA", &45_455_u32.to_be_bytes()),
        chunk(b"sRGB", b"\0"),
        chunk(b"pHYs", b"\0\0\x0b\x13\0\0\x0b\x13\x01"),
        chunk(b"eXIf", &exif(6)),
        chunk(b"tEXt", b"Author\0CANARY"),
        chunk(b"zTXt", b"Comment\0\0CANARY"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0CANARY"),
        chunk(b"tIME", b"\x07\xea\x01\x02\x03\x04\x05"),
        chunk(b"bKGD", b"\0\0CANARY"),
        chunk(b"prVW", b"CANARY"),
        png_pixels(),
        chunk(b"eXIf", &exif(8)),
        chunk(b"IEND", b""),
        b"CANARY".to_vec(),
    ]
    .concat()
}

/// Returns an animated GIF of one pixel with a comment, a caption and what programs add.
pub(super) fn gif() -> Vec<u8> {
    [
        &b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff"[..],
        b"\x21\xff\x0bNETSCAPE2.0\x06CANARY\x03\x01\x05\0\0",
        b"\x21\xfe\x0eCANARY comment\0",
        b"\x21\xff\x0bXMP DataXMP\x06CANARY\0",
        b"\x21\xf9\x04\x04\x63\0\0\0\x21\x01\x0c\0\0\0\0\0\0\0\0\0\0\0\0\x06CANARY\0",
        b"\x21\xf9\x04\x04\x0a\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0",
        b"\x21\xf9\x04\x04\x0b\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0",
        b"\x3bCANARY",
    ]
    .concat()
}

/// Returns a chunk of a WebP.
pub(super) fn riff_chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("samples are small");
    let padding = &[0][..data.len() % 2];
    [name, &length.to_le_bytes()[..], data, padding].concat()
}

/// Returns a WebP of some chunks.
pub(super) fn riff(chunks: &[Vec<u8>]) -> Vec<u8> {
    let body = [b"WEBP".to_vec(), chunks.concat()].concat();
    [b"RIFF".to_vec(), riff_chunk(b"RIFF", &body)[4..].to_vec()].concat()
}

/// Returns the pixels of a lossless WebP of three by two pixels of one colour.
pub(super) fn webp_pixels() -> Vec<u8> {
    riff_chunk(b"VP8L", b"\x2f\x02\x40\0\0\x88\x88\x08")
}

/// Returns a WebP of three by two pixels with metadata of every kind.
pub(super) fn webp() -> Vec<u8> {
    let file = riff(&[
        riff_chunk(b"VP8X", b"\x2c\0\0\0\x02\0\0\x01\0\0"),
        riff_chunk(b"ICCP", b"profile"),
        webp_pixels(),
        riff_chunk(b"EXIF", &exif(6)),
        riff_chunk(b"XMP ", b"<x:xmpmeta>CANARY</x:xmpmeta>"),
        riff_chunk(b"CNRY", b"CANARY!"),
    ]);
    [file, b"CANARY".to_vec()].concat()
}

/// Returns an animated WebP of three by two pixels with metadata inside its frame.
pub(super) fn animated_webp() -> Vec<u8> {
    let head = b"\0\0\0\0\0\0\x02\0\0\x01\0\0\x64\0\0\0".to_vec();
    let frame = [head, webp_pixels(), riff_chunk(b"CNRY", b"CANARY!")].concat();
    riff(&[
        riff_chunk(b"VP8X", b"\x06\0\0\0\x02\0\0\x01\0\0"),
        riff_chunk(b"ANIM", b"\xff\xff\xff\xff\0\0"),
        riff_chunk(b"ANMF", &frame),
        riff_chunk(b"XMP ", b"CANARY"),
    ])
}

/// Returns an AVIF of 64 by 48 pixels to be turned, with a smaller item before the picture.
pub(super) fn avif() -> Vec<u8> {
    let boxed = |name: &[u8; 4], inside: &[u8]| {
        let length = u32::try_from(inside.len() + 8).expect("samples are small");
        [&length.to_be_bytes()[..], name, inside].concat()
    };
    let sized = |width: u8, height: u8| boxed(b"ispe", &[0, 0, 0, 0, 0, 0, 0, width, 0, 0, 0, height]);
    let properties = [sized(8, 6), sized(64, 48), boxed(b"irot", &[1])].concat();
    let owners = [0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 1, 0x81, 0, 2, 2, 0x82, 0x83];
    let tree = [boxed(b"ipco", &properties), boxed(b"ipma", &owners)].concat();
    let main = boxed(b"pitm", &[0, 0, 0, 0, 0, 2]);
    let meta = [vec![0; 4], boxed(b"hdlr", &[0; 25]), main, boxed(b"iprp", &tree)].concat();
    [boxed(b"ftyp", b"avif\0\0\0\0mif1miaf"), boxed(b"meta", &meta)].concat()
}

/// Returns a drawing as a drawing program saves it, with a photo inside.
pub(super) fn svg() -> Vec<u8> {
    r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- CANARY -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "CANARY.dtd">
<?xpacket CANARY?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns:inkscape="http://www.inkscape.org/CANARY" xmlns:sodipodi="http://sodipodi.org/CANARY"
   width="40mm" height="20mm" viewBox="0 0 400 200" sodipodi:docname="CANARY.svg"
   inkscape:export-filename="/home/CANARY/a.png" export-filename='/home/CANARY/b.png'
   content="CANARY" >
  <title>A title &amp; more</title><desc>CANARY</desc>
  <metadata id="m"><rdf:RDF xmlns:rdf="urn:CANARY">CANARY</rdf:RDF></metadata>
  <sodipodi:namedview id="CANARY"><inkscape:page /></sodipodi:namedview>
  <other xmlns="urn:CANARY">CANARY</other>
  <style>.a { fill: url("#g") } <![CDATA[ .b > .c { fill: red } ]]></style>
  <g inkscape:label="CANARY" data-name="CANARY" id="g" style="fill:url( #g )"><!-- CANARY -->
    <image width="1" xlink:href="data:image/png;base64,PHOTO" sodipodi:absref="/CANARY" />
    <use href="#g"/><a href="https://example.org/">link</a >
  </g>
</svg>
<!-- CANARY -->
"##
    .replace("PHOTO", &super::svg::base64::encode(&png()))
    .into_bytes()
}
