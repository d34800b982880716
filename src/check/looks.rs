//! The colours, fonts and logo of a site: that what stands in a colour can be read (WCAG 2.2), that the logo is seen on light
//! screens and on dark ones, and that no reader waits for a font.

use super::{Check, CheckCx};
use crate::config::Looks;
use crate::diag::{Diagnostic, mistakes};
use crate::mail::{CONTRAST, contrast};

/// The least contrast of what is no text: the edges of buttons.
const CONTRAST_OF_EDGES: f64 = 3.0;
/// The most bytes of a font that nobody minds: one of all European alphabets in many weights has about as many.
const FONT_LIMIT: u64 = 200_000;
/// The contrast below which what is drawn is hardly seen.
const SEEN: f64 = 1.4;
/// What can be read worst of all that a site does not choose: on light screens the green of the style sheet, which is lighter than
/// links of any accent, on dark ones a grey as dark as links are of the accent that makes them darkest.
const FIXED: [(&str, &str); 2] = [("the green of what is done,", "#1c6b3c"), ("links, as dark as", "#bcbcbc")];
/// The darker of the two colours of text in the foot.
const IN_FOOT: &str = "#cdd3d6";

/// Checks `colours`, `fonts` and `logo` in the settings.
pub(super) struct LooksOfSite;

impl Check for LooksOfSite {
    fn name(&self) -> &'static str {
        "looks"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let config = &cx.site.config;
        for (is_dark, own) in [(false, &config.looks.light), (true, &config.looks.dark)] {
            for (name, _) in own {
                let Some(worst) = worst_pair(&config.looks, name, is_dark) else { continue };
                if worst.found() < worst.wanted {
                    let place = if is_dark { format!("colours.dark.{name}") } else { format!("colours.{name}") };
                    let (pair, ratios) = ((worst.colour, worst.ground), (worst.found(), worst.wanted));
                    let span = config.value_span(&place);
                    diagnostics.push(mistakes::unreadable_colour(span, worst.what, pair, ratios));
                }
            }
        }
        check_logo(cx, diagnostics);
        for font in &config.looks.fonts {
            let file = cx.site.files.get(&format!("content/{}", font.src));
            if let Some(file) = file.filter(|file| file.length > FONT_LIMIT) {
                let span = config.value_span(&font.place());
                diagnostics.push(mistakes::large_font(span, &font.src, file.length, FONT_LIMIT));
            }
        }
    }
}

/// Checks that the logo is seen on light and on dark screens.
fn check_logo(cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let config = &cx.site.config;
    let Some(logo) = &config.logo else { return };
    for (place, src) in logo.files() {
        let Some(tones) = cx.site.files.get(&format!("content/{src}")).and_then(|file| file.tones.as_ref()) else {
            continue;
        };
        // Without one of their own, dark screens show the same.
        let screens = match (place, &logo.dark) {
            ("logo.dark", _) => vec![true],
            (_, Some(_)) => vec![false],
            (_, None) => vec![false, true],
        };
        for is_dark in screens {
            let paper = config.looks.paper(is_dark);
            let unseen = tones.share(|grey| contrast(grey, paper) < SEEN);
            if unseen > 0.5 {
                let span = config.value_span(place);
                diagnostics.push(mistakes::logo_not_seen(span, src, (paper, is_dark), logo.dark.is_some()));
            }
        }
    }
}

/// A colour on another.
struct Pair<'a> {
    /// What stands in it, with a word before the colour.
    what: &'static str,
    colour: &'a str,
    ground: &'a str,
    wanted: f64,
}

impl Pair<'_> {
    /// Returns the contrast of the two.
    fn found(&self) -> f64 {
        contrast(self.colour, self.ground)
    }

    /// Returns how much of what is wanted there is.
    fn share(&self) -> f64 {
        self.found() / self.wanted
    }
}

/// Returns the pair of least contrast that a colour of the site's own makes; a pair of two such colours is that of the text.
fn worst_pair<'a>(looks: &'a Looks, name: &str, is_dark: bool) -> Option<Pair<'a>> {
    let own = if is_dark { &looks.dark } else { &looks.light };
    let is_own = |name: &str| own.iter().any(|(known, _)| *known == name);
    let colour = |name| looks.colour(name, is_dark);
    let text = |what, name, ground| Pair { what, colour: colour(name), ground: colour(ground), wanted: CONTRAST };
    let edge = || Pair { what: "edges in", colour: colour("edge"), ground: colour("paper"), wanted: CONTRAST_OF_EDGES };
    let pairs = match name {
        "ink" | "soft" => ["paper", "raised"].map(|ground| text("text in", name, ground)).into(),
        "edge" => vec![edge()],
        "deep" => vec![Pair { what: "text of the foot in", colour: IN_FOOT, ground: colour("deep"), wanted: CONTRAST }],
        "paper" | "raised" => {
            let (what, fixed) = FIXED[usize::from(is_dark)];
            let mut pairs = vec![Pair { what, colour: fixed, ground: colour(name), wanted: CONTRAST }];
            pairs.extend(["ink", "soft"].into_iter().filter(|text| !is_own(text)).map(|of| text("text in", of, name)));
            pairs.extend((name == "paper" && !is_own("edge")).then(edge));
            pairs
        }
        // Lines part what is apart without them.
        _ => Vec::new(),
    };
    pairs.into_iter().min_by(|one, other| one.share().total_cmp(&other.share()))
}
