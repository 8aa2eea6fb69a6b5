//! Samples come out as they went in, read strictly or not.

use virt_fuzz::KINDS;

#[test]
fn samples_come_out_as_they_went_in() {
    for kind in KINDS {
        for sample in kind.samples {
            for strict in [false, true] {
                let out =
                    (kind.again)(sample, strict).unwrap_or_else(|e| panic!("{}: {e}\n{sample}", kind.name));
                assert_eq!(out, *sample, "{} (strict: {strict})", kind.name);
            }
        }
    }
}
