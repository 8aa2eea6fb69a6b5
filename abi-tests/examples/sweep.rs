//! Prints the sweep program: `cargo run -p abi-tests --example sweep > sweep.c`.

fn main() {
    if let Some(functions) = abi_tests::facts::table("functions.tsv") {
        print!("{}", abi_tests::sweep::program(&functions, |_| true));
    }
}
