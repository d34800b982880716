//! The `demarche` program: arguments in, exit code out.
//!
//! Everything happens in the library; `cli` alone prints.

mod cli;

/// Layouts and YAML make many small values; this allocator hands them out faster than the system's, and to several
/// threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
