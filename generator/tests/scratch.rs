use generator::*;
use generator::document::*;
#[test] fn dump() {
    let path = std::env::var("DOC").unwrap();
    let overlay = std::env::var("OVERLAY").ok();
    let sources = Sources { document: Source { path: path.clone(), bytes: std::fs::read(&path).unwrap() }, overlay: overlay.map(|p| Source { bytes: std::fs::read(&p).unwrap(), path: p }), others: vec![] };
    let Reading::Whole(doc, problems) = read(&sources) else { panic!("not whole: {:?}", read(&sources)) };
    for p in problems { println!("{p}"); }
    let t = std::time::Instant::now();
    let (api, problems) = lower::lower(&doc, &Options { name: "x".into(), naming: if std::env::var("REST").is_ok() {Naming::Rest} else {Naming::OperationId}, keep_unknown: false, open_enums: vec![] });
    println!("lower {:?}", t.elapsed());
    for p in doc.place(problems).iter().take(30) { println!("{p}"); }
    println!("types {} ops {}", api.types.len(), api.operations().len());
    if std::env::var("V").is_ok() {
    for t in &api.types { println!("{} {:?} {} {}", t.name, t.home, t.in_request, match &t.kind { ir::Kind::Struct(s) => s.fields.iter().map(|f| format!("\n    {}: {:?} {:?} {:?} {}", f.name, f.presence, f.ty, f.checks, if f.boxed {"BOX"} else {""})).collect::<String>() + &format!("{:?}", s.checks), k => format!("{k:?}") }); }
    for r in &api.resources { println!("resource {} {} parent {:?}", r.name, r.type_name, r.parent); for o in &r.operations { println!("   {} {} {} {} -> {:?} / {:?} sec {:?} req {:?}", o.name, o.type_name, o.method, o.path, o.output, o.failure, o.security, o.required); for p in &o.parameters { println!("        {} {:?} {:?}", p.field.name, p.location, p.field.ty);} } }
    }
}
