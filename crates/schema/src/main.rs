//! `make schema`: writes every file that comes from the tables.

use megamixer_schema::emit;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for file in emit::files() {
        let path = top.join(file.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, file.text)?;
        println!("wrote {}", file.path);
    }
    Ok(())
}
