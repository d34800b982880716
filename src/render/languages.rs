//! What is known of languages: the direction of their scripts, and their names in themselves.

use crate::bidi;

/// Returns the direction of a language's script: `ltr` or `rtl`.
pub fn text_direction(lang: &str) -> &'static str {
    bidi::text_direction(lang).id()
}

/// Returns the name of a language in that language, or its tag.
///
/// Where another language of the site has the same name, what tells them apart stands behind it: `English (GB)`.
pub fn language_name(lang: &str, all: &[String]) -> String {
    let name = name_of(lang);
    let is_shared = all.iter().any(|other| other != lang && name_of(other) == name);
    match lang.split_once('-') {
        Some((_, rest)) if is_shared && name != lang => format!("{name} ({rest})"),
        _ => name.to_owned(),
    }
}

/// Returns the first part of a tag.
fn primary(lang: &str) -> &str {
    lang.split('-').next().unwrap_or(lang)
}

/// Returns the script that a tag names, in lower case.
fn script(lang: &str) -> Option<String> {
    let is_script = |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    lang.split('-').skip(1).find(is_script).map(str::to_ascii_lowercase)
}

/// Returns the name of a language in that language and its script, or its tag.
fn name_of(lang: &str) -> &str {
    match (primary(lang), script(lang).as_deref()) {
        ("zh", Some("hant")) => return "繁體中文",
        ("zh", Some("hans")) => return "简体中文",
        ("zh", None) => match lang.rsplit('-').next() {
            Some("TW" | "HK" | "MO") => return "繁體中文",
            Some("CN" | "SG" | "MY") => return "简体中文",
            _ => {}
        },
        ("sr", Some("latn")) => return "srpski",
        ("az", Some("cyrl")) => return "азәрбајҹан",
        ("bs", Some("cyrl")) => return "босански",
        ("pa", Some("arab")) => return "پنجابی",
        ("uz", Some("cyrl")) => return "ўзбекча",
        _ => {}
    }
    NAMES.iter().find(|(tag, _)| *tag == primary(lang)).map_or(lang, |(_, name)| name)
}

/// The names of languages in themselves.
const NAMES: [(&str, &str); 79] = [
    ("af", "Afrikaans"),
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("az", "azərbaycan"),
    ("be", "беларуская"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("br", "brezhoneg"),
    ("bs", "bosanski"),
    ("ca", "català"),
    ("ckb", "کوردیی ناوەندی"),
    ("cs", "čeština"),
    ("cy", "Cymraeg"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("dv", "ދިވެހިބަސް"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "español"),
    ("et", "eesti"),
    ("eu", "euskara"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fil", "Filipino"),
    ("fr", "français"),
    ("ga", "Gaeilge"),
    ("gd", "Gàidhlig"),
    ("gl", "galego"),
    ("gu", "ગુજરાતી"),
    ("ha", "Hausa"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("hy", "հայերեն"),
    ("id", "Bahasa Indonesia"),
    ("is", "íslenska"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kk", "қазақ тілі"),
    ("km", "ខ្មែរ"),
    ("ko", "한국어"),
    ("ky", "кыргызча"),
    ("lo", "ລາວ"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("mk", "македонски"),
    ("mn", "монгол"),
    ("ms", "Bahasa Melayu"),
    ("mt", "Malti"),
    ("my", "မြန်မာ"),
    ("nb", "norsk bokmål"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("nn", "norsk nynorsk"),
    ("no", "norsk"),
    ("pl", "polski"),
    ("ps", "پښتو"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("rw", "Ikinyarwanda"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("so", "Soomaali"),
    ("sq", "shqip"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("th", "ไทย"),
    ("ti", "ትግርኛ"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_named_apart() {
        let check = |lang: &str, all: &[&str], expected: &str| {
            let all: Vec<String> = all.iter().map(|lang| (*lang).to_owned()).collect();
            assert_eq!(language_name(lang, &all), expected, "{lang} of {all:?}");
        };
        check("en", &["en", "fr"], "English");
        check("pt-BR", &["pt-BR", "en"], "português");
        check("zh", &["zh"], "中文");
        check("zh-Hant", &["zh-Hant", "zh-Hans"], "繁體中文");
        check("zh-Hans-CN", &["zh-Hant", "zh-Hans-CN"], "简体中文");
        check("zh-TW", &["zh-CN", "zh-TW"], "繁體中文");
        check("zh-Hant-HK", &["zh-Hant-HK", "zh-Hant-TW"], "繁體中文 (Hant-HK)");
        check("en-GB", &["en-GB", "en-US"], "English (GB)");
        check("en", &["en", "en-US"], "English");
        check("sr-Latn", &["sr-Latn", "sr-Cyrl"], "srpski");
        check("tlh", &["tlh", "en"], "tlh");
        assert!(NAMES.is_sorted());
    }
}
