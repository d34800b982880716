//! Assets: files under `layouts/assets`, published under a name that changes with their bytes.

use super::{FileCx, OutputFormat, PlanCx, Targets};
use crate::diag::{Diagnostic, mistakes};
use crate::plan::{Subject, Target};
use crate::render::RenderCx;

/// Where assets lie in the project.
const FOLDER: &str = "layouts/assets/";

/// The format of assets.
pub(super) struct AssetFile;

impl OutputFormat for AssetFile {
    fn name(&self) -> &'static str {
        "asset"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        for (name, asset) in &cx.layouts.assets {
            let subject = Subject::File(format!("{FOLDER}{name}"));
            targets.add_route(asset.route.clone(), "", subject, &cx.site.config.language);
        }
    }

    fn render(&self, _: &RenderCx<'_>, files: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let name = match &target.subject {
            Subject::File(path) => path.strip_prefix(FOLDER),
            _ => None,
        };
        let found = name.and_then(|name| files.layouts.assets.get(name));
        found.map(|asset| asset.bytes.to_vec()).ok_or_else(|| Box::new(mistakes::missing_layout(target.route.as_str())))
    }
}
