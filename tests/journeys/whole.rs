//! From an empty folder to a printed F-07 without a mouse: 四川, a party alone; 上海, party and insurer together.
//!
//! Every key is counted. A page that needs a twentieth more of them than before fails here: look where, and mend it or
//! raise the bound with a reason. `WHOLE_TRAIL=1` prints how many keys each part took.
#![expect(clippy::disallowed_methods, reason = "it lays a picture where the dialog will find it")]

use crate::golden::text_of;
use crate::support::Driver;
use crate::support::Invented;
use crate::support::Keyboard;
use crate::support::OfficeBuilder;
use crate::support::PASSWORD;
use crate::support::Tray;
use crate::support::steps;
use appraisal_desk::documents::engine::Pdf;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::check_in::Standing;
use appraisal_desk::domain::ids::CaseId;
use appraisal_desk::domain::law::Jurisdiction;
use appraisal_desk::domain::reception::CommissionMode;
use appraisal_desk::services::request::Ask;
use appraisal_desk::services::request::Look;
use appraisal_desk::services::request::Outcome;
use appraisal_desk::services::worker;
use egui::Key;
use std::fs;
use std::path::PathBuf;

/// Somebody at a desk of their own, from the first run on.
struct Whole {
    keys: Keyboard,
    tray: Tray,
    folder: PathBuf,
    mode: CommissionMode,
    counted: usize,
    trail: Vec<(&'static str, usize)>,
}

/// A journey and the most keys it may take: texts, answers and every step of the way to them.
struct Bound {
    founding: usize,
    case: usize,
}

#[test]
fn in_sichuan_a_party_alone_comes_to_a_printed_record_of_arrivals() {
    let whole = Whole::in_an_empty_folder(CommissionMode::UnilateralParty);
    let case = whole.goes_all_the_way(Jurisdiction::Sichuan, &Bound { founding: 500, case: 645 });
    assert_eq!(case, "蜀衡司鉴中心[2026]临鉴字第1号");
}

#[test]
fn in_shanghai_party_and_insurer_together_come_to_a_printed_record_of_arrivals() {
    let whole = Whole::in_an_empty_folder(CommissionMode::Joint);
    let case = whole.goes_all_the_way(Jurisdiction::Shanghai, &Bound { founding: 500, case: 645 });
    assert_eq!(case, "蜀衡司鉴中心[2026]临鉴字第1号");
}

impl Whole {
    fn in_an_empty_folder(mode: CommissionMode) -> Self {
        let tray = Tray::called("前台");
        let (office, clock, folder) = OfficeBuilder::sichuan().printing_into(&tray).before_first_run();
        let scanned = folder.path().to_owned();
        let keys = Keyboard::of(Driver::over(office, clock, folder));
        Self { keys, tray, folder: scanned, mode, counted: 0, trail: Vec::new() }
    }

    fn goes_all_the_way(mut self, under: Jurisdiction, bound: &Bound) -> String {
        self.first_run(under);
        self.directory();
        self.settings();
        let founding = self.keys.n_keys();
        self.sits_down("zhou");
        self.reception();
        match self.mode {
            CommissionMode::Joint => self.letter(),
            _ => self.notice(),
        }
        self.materials();
        self.review();
        self.sits_down("liang");
        self.acceptance();
        self.agreement();
        self.sits_down("zhou");
        self.schedule();
        self.notification();
        self.subject_arrives();
        self.witness_arrives();
        self.staff_arrives();
        self.everybody_signs();
        self.prints();
        self.is_right(under);
        let case = self.keys.n_keys() - founding;
        if std::env::var_os("WHOLE_TRAIL").is_some() {
            eprintln!("{:?}: {founding} keys to found, {case} for the case: {:?}", self.mode, self.trail);
        }
        assert!(founding <= bound.founding, "founding took {founding} keys: {:?}", self.trail);
        assert!(case <= bound.case, "the case took {case} keys: {:?}", self.trail);
        self.case_file().1.case_no.unwrap()
    }

    fn part(&mut self, name: &'static str) {
        let now = self.keys.n_keys();
        self.trail.push((name, now - self.counted));
        self.counted = now;
    }

    /// 字号, 机构, 场所与地区, 负责人, and the recovery sheet typed back.
    fn first_run(&mut self, under: Jurisdiction) {
        let keys = &mut self.keys;
        keys.sees("第一次使用").answer(1);
        for text in ["蜀衡司法鉴定中心", "蜀衡司鉴中心", "510000001", "028-00000000", ""] {
            keys.line(text);
        }
        keys.press(Key::Space);
        for _category in 0..8 {
            keys.enter();
        }
        let pack = Jurisdiction::ALL.into_iter().position(|one| one == under).unwrap() + 1;
        keys.answer(u8::try_from(pack).unwrap()).line("锦江场所").line("检查一室、检查二室");
        keys.line("梁正诚").line("liang").line(PASSWORD).line(PASSWORD).enter();
        keys.sees("恢复单");
        let sheet = keys.reads("恢复单字符 ");
        keys.line(&sheet).sees("今天没有人约好到场");
        self.part("first run");
    }

    /// One insurer, the front desk, two appraisers.
    fn directory(&mut self) {
        let keys = &mut self.keys;
        keys.pushes("名录").pushes("登记保险机构");
        for text in ["安泽财产保险股份有限公司", "安泽财险", "示例路 9 号", "昨", "", "裴书闻", "人伤理赔部"]
        {
            keys.line(text);
        }
        keys.writes("13000000010").ctrl(Key::Enter).sees("已登记安泽财险").pushes("人员");
        for (name, login) in [("周晓岚", "zhou"), ("陆怀瑾", "lu"), ("程以宁", "cheng")] {
            keys.pushes("增加人员").line(name).line(login).line(PASSWORD).line(PASSWORD);
            if login == "zhou" {
                keys.press(Key::Space).pushes("涉保专人");
            } else {
                keys.pushes("鉴定人").tabs_to("鉴定人执业证号");
                keys.line(if login == "lu" { "510001" } else { "510002" }).line("2029-06-30");
                keys.pushes("法医临床");
            }
            keys.ctrl(Key::Enter).sees(&format!("已增加使用人{name}"));
        }
        self.part("directory");
    }

    fn settings(&mut self) {
        let keys = &mut self.keys;
        keys.pushes("设置").tabs_to("许可证有效期至").line("2029-06-30");
        keys.tabs_to("涉保专人").writes("zxl").enter().enter().ctrl(Key::Enter);
        self.part("settings");
        let institution = self.keys.office().institution().unwrap();
        assert!(institution.insurance_officer.is_some() && institution.licence_valid_until.is_some());
    }

    /// Locks and lets somebody else in; the page stays the same.
    fn sits_down(&mut self, login: &str) {
        let keys = &mut self.keys;
        keys.ctrl(Key::L).sees("打开案卷库").back().line(login).line(PASSWORD);
        self.part("sits down");
    }

    /// 接待.
    fn reception(&mut self) {
        let who = Invented::SUBJECT;
        let joint = self.mode == CommissionMode::Joint;
        let keys = &mut self.keys;
        keys.press(Key::F2).is_in("收到委托日").enter().enter().is_in("委托方式");
        keys.answer(if joint { 2 } else { 1 }).answer(1);
        keys.line(who.name).enter().line(&who.number()).press(Key::Space).sees("已核对").enter();
        keys.line(who.phone).line("示例路 8 号").is_in("被鉴定人是").answer(1);
        if joint {
            keys.is_in("委托的保险机构").writes("azcx").enter().enter();
            keys.line("裴书闻").line("13000000010");
        }
        keys.tabs_to("鉴定专业").writes("fylc").enter().enter().line("伤残等级鉴定").enter();
        keys.is_in("鉴定用途").answer(1).answer(1).answer(1);
        keys.enter().enter().line("人体损伤致残程度分级").enter();
        keys.is_in("基本案情").writes("2026年5月驾驶非机动车与小型客车碰撞，左膝受伤，经手术治疗");
        keys.press(Key::Tab);
        if !joint {
            keys.is_in("相关保险机构").writes("azcx").enter();
        }
        keys.tabs_to("险种").line("交强险").tabs_to("预计费用").line("2600").writes("转账").enter().enter();
        keys.tabs_to("收费标准和金额已告知委托人").press(Key::Space).ctrl(Key::Enter);
        self.part("reception");
    }

    /// 告知 of a party alone: ten points, the choice, the signature on paper.
    fn notice(&mut self) {
        let keys = &mut self.keys;
        keys.sees("单方委托涉保鉴定注意事项").tabs_to("1 可以与保险机构共同委托，已给联系人和办法");
        for _point in 0..10 {
            keys.press(Key::Space).enter();
        }
        keys.is_in("当事人选择").answer(2).back().is_in("委托人在纸上签").press(Key::Space);
        keys.is_in("怎么签的").answer(1).ctrl(Key::Enter).ctrl(Key::Enter).sees("材料清单");
        self.part("notice");
    }

    /// 共同委托书, brought by the insurer in the original.
    fn letter(&mut self) {
        let keys = &mut self.keys;
        keys.sees("收到共同委托书").tabs_to("收到的是").answer(1).answer(1).line("1123");
        keys.writes("azcx").enter().enter().line("裴书闻").answer(1).press(Key::Space);
        keys.ctrl(Key::Enter).sees("材料清单");
        self.part("joint letter");
    }

    /// 材料: one item with its six particulars; both sides confirm it where both commission.
    fn materials(&mut self) {
        let joint = self.mode == CommissionMode::Joint;
        let keys = &mut self.keys;
        keys.tabs_to("材料名称").line("出院记录").writes("病历").enter().enter().line("1 份");
        keys.writes("纸质").enter().enter().writes("完好").enter().enter().answer(2);
        keys.line("12").line("示例医院").enter().sees("已登记材料「出院记录」").is_in("材料名称");
        if joint {
            keys.back().is_in("材料清单 第 1 行").press(Key::Space);
            keys.pushes("当事人纸上确认").pushes("保险机构纸上确认").sees("双方已确认");
            keys.tabs_to("材料名称");
        }
        keys.ctrl(Key::Enter).sees("能不能受理");
        self.part("materials");
    }

    /// 审查: three conditions, seven bars, no duplicate, no conflict — the first answer of each.
    fn review(&mut self) {
        let keys = &mut self.keys;
        keys.tabs_to("属于本机构业务范围");
        for _question in 0..12 {
            keys.answer(1);
        }
        keys.ctrl(Key::Enter).sees("受理由负责人决定");
        self.part("review");
    }

    /// 受理: two appraisers, their four answers, the director's decision.
    fn acceptance(&mut self) {
        let keys = &mut self.keys;
        keys.tabs_to("鉴定人").writes("lhj").enter().writes("cyn").enter().pushes("记下指派");
        for name in ["陆怀瑾", "程以宁"] {
            keys.is_in("本人或近亲属与当事人、案件有利害关系");
            for _question in 0..3 {
                keys.answer(2);
            }
            keys.press(Key::Num2).pushes(&format!("记下{name}的申报"));
        }
        keys.pushes("受理").sees("已决定受理");
        self.part("acceptance");
    }

    /// 委托书 signed on paper by the party and by the director; an insurer is bound by the original of its letter.
    fn agreement(&mut self) {
        let keys = &mut self.keys;
        if self.mode == CommissionMode::Joint {
            keys.sees("以共同委托书原件为凭");
        }
        keys.pushes(&format!("{}在纸上签", Invented::SUBJECT.name)).is_in("怎么签的").answer(1);
        keys.ctrl(Key::Enter);
        keys.tabs_to("机构签名人").writes("lzc").enter().enter().ctrl(Key::Enter).sees("排定检查");
        self.part("agreement");
    }

    fn schedule(&mut self) {
        let keys = &mut self.keys;
        keys.enter().is_in("日期").line("1201").line("1400").enter().is_in("检查室");
        keys.press(Key::Num1).ctrl(Key::Enter).sees("到了「排期」");
        self.part("schedule");
    }

    /// The insurer is telephoned: as the next step where the law asks for it, by F5 where it commissions itself.
    fn notification(&mut self) {
        let asked = self.mode == CommissionMode::UnilateralParty;
        let keys = &mut self.keys;
        keys.press(if asked { Key::Enter } else { Key::F5 })
            .is_in("通知谁")
            .answer(1)
            .answer(1)
            .enter()
            .line("裴书闻")
            .line("理赔员");
        keys.press(Key::Tab).is_in("结果").press(Key::Num1).ctrl(Key::Enter);
        self.part("notification");
    }

    /// A week later the desk has locked itself; the subject arrives at a quarter to two.
    fn subject_arrives(&mut self) {
        let keys = &mut self.keys;
        keys.desk().until("2026-12-01 13:45").sees("打开案卷库");
        keys.line(PASSWORD).press(Key::F4).pushes("证件已看，与本人一致").ctrl(Key::Enter);
        keys.sees("身份已核验");
        self.part("subject arrives");
    }

    /// The insurer's witness lays down both credentials and signs the rules.
    fn witness_arrives(&mut self) {
        let who = Invented::WITNESS;
        for name in ["身份证.png", "工作证.png"] {
            let scan = self.folder.join(name);
            fs::write(&scan, steps::drawn_card()).unwrap();
            self.keys.desk().will_pick(vec![scan]);
        }
        let keys = &mut self.keys;
        keys.ctrl(Key::Enter).press(Key::F6).press(Key::F6).tabs_to("姓名").line(who.name);
        keys.line("人伤理赔部").enter().line(&who.number()).enter().line("AZ-50318");
        keys.tabs_to("旁观旁听便利").writes("检查室内旁观").ctrl(Key::Enter).sees("已记到场");
        keys.tabs_to("不干扰、不干预鉴定").press(Key::Space);
        for _rule in 1..3 {
            keys.press(Key::Tab).press(Key::Space);
        }
        self.signs_on_paper(who.name);
        self.keys.sees("可以见证");
        self.part("witness arrives");
    }

    fn signs_on_paper(&mut self, name: &str) {
        let keys = &mut self.keys;
        keys.pushes(&format!("{name} 纸上签")).is_in("怎么签的").answer(1).ctrl(Key::Enter);
    }

    /// 下一个人, 签到, twice.
    fn staff_arrives(&mut self) {
        let keys = &mut self.keys;
        for _appraiser in 0..2 {
            keys.ctrl(Key::Enter).ctrl(Key::Enter);
        }
        keys.sees("应到 4 人").sees("待到 0").pushes("到齐，去亮证").sees("亮证告知").press(Key::F4);
        self.part("staff arrives");
    }

    /// 到场事实 is signed by everybody: the one in front, then whoever the keyboard is handed on to.
    fn everybody_signs(&mut self) {
        let mut name = "程以宁".to_owned();
        for n in 0..4 {
            if n > 0 {
                // The keyboard stands on the row of the next who has not signed.
                self.keys.press(Key::Space);
                let (_, button) = self.keys.focused().unwrap();
                name = button.strip_suffix(" 纸上签").unwrap().to_owned();
            }
            self.keys.sees(&format!("{name} 在此签名《到场签到及见证记录表》"));
            self.signs_on_paper(&name);
        }
        self.part("everybody signs");
    }

    fn prints(&mut self) {
        let keys = &mut self.keys;
        keys.press(Key::F7).sees("到场签到及见证记录表").sees("可以签署").press(Key::F7).sees("第 1 次打印");
        self.part("prints");
    }

    /// What came out of the printer, and what the office holds.
    fn is_right(&mut self, under: Jurisdiction) {
        let printed = self.tray.printed();
        let [(bytes, job)] = printed.as_slice() else { panic!("{} sheets were printed", printed.len()) };
        assert_eq!(job.setup.n_copies, 1);
        let sheet =
            text_of(&Pdf { bytes: bytes.clone(), n_pages: 1, warnings: Vec::new(), pen_boxes: Vec::new() });
        let sheet: String = sheet.chars().filter(|c| !c.is_whitespace()).collect();
        for words in
            ["到场签到及见证记录表", Invented::SUBJECT.name, Invented::WITNESS.name, "可以见证", "第1次打印"]
        {
            assert!(sheet.contains(words), "「{words}」 is not on the sheet: {sheet}");
        }
        assert!(!sheet.contains("草稿"), "{sheet}");
        let (case, file) = self.case_file();
        assert_eq!((file.state, file.intake.mode), (CaseState::OnSite, Some(self.mode)));
        let view = self.keys.case(case);
        assert_eq!(view.institution.jurisdiction, under);
        assert_eq!(view.present.iter().find_map(|row| row.standing), Some(Standing::MayWitness));
        assert_eq!(file.prints.len(), 1);
    }

    /// The only case of the office.
    fn case_file(&self) -> (CaseId, appraisal_desk::domain::case::CaseFile) {
        let look = Ask::Look(Look::Cases { words: String::new() });
        let answer = worker::answer(&mut self.keys.office(), look).unwrap();
        let Outcome::Cases(list) = answer else { panic!("not a list") };
        let case = list.rows[0].head.id;
        (case, self.keys.case(case).file.clone())
    }
}
