#[path = "native/faulty.rs"]
mod faulty;
#[path = "native/language.rs"]
mod language;
#[path = "native/limits.rs"]
mod limits;

#[test]
fn dump() {
    let Ok(folder) = std::env::var("DUMP") else { return };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for path in files {
        if path.ends_with("expected.json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let found = match credit_calculator::book::PriceBook::parse(&text) {
            Ok(p) => p.warnings,
            Err(f) => f,
        };
        for f in found {
            println!(
                "FOUND\t{}\t{}\t{}\t{}\t{}\t{:?}\t{}\t{}",
                path.file_stem().unwrap().to_string_lossy(),
                f.code,
                f.path,
                f.line.unwrap_or(0),
                f.column.unwrap_or(0),
                f.severity,
                f.message,
                f.fix
            );
        }
    }
}
mod books {
    pub fn shipped() -> Vec<(String, String)> {
        let mut v: Vec<_> = std::fs::read_dir("www/books")
            .unwrap()
            .map(|e| e.unwrap().path())
            .filter(|p| !p.ends_with("index.json") && !p.ends_with("price-book.schema.json"))
            .map(|p| {
                (p.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&p).unwrap())
            })
            .collect();
        v.sort();
        v
    }
}
mod oracle {
    #[path = "/work/wt/check/tests/native/oracle/random.rs"]
    pub mod random;
}
