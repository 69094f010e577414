//! 恢复单: one page for the safe, with the nine groups large enough to be copied by hand.

use appraisal_desk::documents::recovery::Facts;

use crate::golden::leave_a_copy;
use crate::golden::press;
use crate::golden::squeezed;
use crate::golden::text_of;

fn sample() -> Facts {
    let groups = ["BNEQ", "FR69", "659X", "H3Z1", "XYF1", "RTRA", "FA8M", "GE0D", "1DQP"];
    Facts {
        institution: "蜀衡司法鉴定中心".to_owned(),
        made_at: "2026年11月24日 14时09分".to_owned(),
        made_on: [2026, 11, 24],
        groups: groups.map(str::to_owned).to_vec(),
    }
}

#[test]
fn the_sheet_holds_every_group_on_one_page() {
    let facts = sample();
    let pdf = press().render_recovery(&facts).unwrap();
    let again = press().render_recovery(&facts).unwrap();
    assert_eq!((pdf.warnings.as_slice(), pdf.n_pages), (&[] as &[String], 1));
    assert!(pdf.bytes == again.bytes, "the same facts gave other bytes");
    leave_a_copy(&pdf);
    let text = squeezed(&text_of(&pdf));
    for group in &facts.groups {
        assert!(text.contains(group.as_str()), "{group} is not in\n{text}");
    }
    for words in
        ["案卷库恢复单", "蜀衡司法鉴定中心", "2026年11月24日14时09分", "保管人签名", "不拍照、不扫描"]
    {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
}

#[test]
fn a_long_or_hostile_name_stays_text_on_one_page() {
    let institution =
        "阿不都热合曼·买买提与䶮㛃𬱖联合司法鉴定中心（成都市锦江区）#\"\\ $x$ *粗* _斜_ @ref".to_owned();
    let pdf = press().render_recovery(&Facts { institution: institution.clone(), ..sample() }).unwrap();
    assert_eq!((pdf.warnings.as_slice(), pdf.n_pages), (&[] as &[String], 1));
    leave_a_copy(&pdf);
    let text = squeezed(&text_of(&pdf));
    assert!(text.contains(&squeezed("(成都市锦江区)").replace('(', "（").replace(')', "）")), "{text}");
    assert!(text.contains("#\"\\$x$*粗*_斜_@ref"), "{text}");
}
