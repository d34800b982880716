//! `/.well-known/security.txt`: where faults in the security of the site are told of (RFC 9116).

use std::sync::Arc;

use super::{FileCx, OutputFormat, PlanCx, Targets};
use crate::config::{Config, Security};
use crate::diag::Diagnostic;
use crate::plan::{Subject, Target};
use crate::render::RenderCx;

/// Where the file stands.
const PATH: &str = ".well-known/security.txt";

/// The format of `security.txt`.
pub(super) struct SecurityText;

impl OutputFormat for SecurityText {
    fn name(&self) -> &'static str {
        "security"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        let config = &cx.site.config;
        let Some(security) = &config.security else { return };
        // A site of its own file keeps it.
        if !cx.layouts.statics.keys().any(|route| route.as_str() == PATH) {
            let text = Subject::Text(Arc::from(text_of(security, config)));
            targets.add(PATH, "", text, &config.language);
        }
    }

    fn render(&self, _: &RenderCx<'_>, _: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        match &target.subject {
            Subject::Text(text) => Ok(text.as_bytes().to_vec()),
            _ => Ok(Vec::new()),
        }
    }
}

/// Returns the text of the file.
fn text_of(security: &Security, config: &Config) -> String {
    let expires = security.expires.instant(&config.time_zone);
    let mut lines: Vec<String> = security.contact.iter().map(|address| format!("Contact: {address}")).collect();
    lines.push(format!("Expires: {}", expires.strftime("%Y-%m-%dT%H:%M:%SZ")));
    lines.push(format!("Preferred-Languages: {}", config.languages.join(", ")));
    lines.push(format!("Canonical: {}{PATH}", config.base_url));
    lines.extend(security.policy.iter().map(|url| format!("Policy: {url}")));
    lines.join("\n") + "\n"
}
