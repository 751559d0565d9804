//! The data folder travels inside the binary: a change there rebuilds the library.

fn main() {
    println!("cargo:rerun-if-changed=data");
    println!("cargo:rerun-if-changed=build.rs");
}
