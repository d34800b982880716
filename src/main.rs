//! The `demarche` program: arguments in, exit code out.
//!
//! Everything happens in the library; `cli` alone prints.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
