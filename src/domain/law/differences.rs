//! The nine places where Shanghai and Sichuan differ, side by side, and what each became in the program.
//!
//! For a lawyer who reviews both; the rules themselves stand in their tables and are never merged. `home` names rules
//! by number, or says in a sentence what the program does where no rule is needed.

/// One place where the two differ.
#[derive(Debug)]
pub struct Difference {
    /// Its number, 「D1」.
    pub no: &'static str,
    /// What it is about.
    pub about: &'static str,
    /// What Shanghai says.
    pub shanghai: &'static str,
    /// What Sichuan says.
    pub sichuan: &'static str,
    /// What the national rules say.
    pub base: &'static str,
    /// Rules that speak under the Shanghai pack only, of this difference.
    pub shanghai_rules: &'static [&'static str],
    /// Rules that speak under the Sichuan pack only, of this difference.
    pub sichuan_rules: &'static [&'static str],
    /// Rules that speak under both.
    pub base_rules: &'static [&'static str],
    /// What the program does.
    pub home: &'static str,
}

/// All nine.
pub const ALL: [Difference; 9] = [
    Difference {
        no: "D1",
        about: "单方委托时保险机构见证",
        shanghai: "鼓励，须当事人认可",
        sichuan: "机构须通知保险机构到场",
        base: "无规定",
        shanghai_rules: &["SH-1.2l"],
        sichuan_rules: &["SC-2.2f"],
        base_rules: &[],
        home: "上海先问当事人是否认可，不认可的不通知；四川逐家通知才能开始现场",
    },
    Difference {
        no: "D2",
        about: "保险机构人员缺席",
        shanghai: "无规定",
        sichuan: "照常鉴定",
        base: "无规定",
        shanghai_rules: &[],
        sichuan_rules: &["SC-2.2g", "SC-2.2j"],
        base_rules: &[],
        home: "四川等到等候时间为止就照常，缺席记下；上海没有这条规则，缺席也不拦",
    },
    Difference {
        no: "D3",
        about: "两类见证",
        shanghai: "保险机构见证凭当事人认可",
        sichuan: "保险机构见证缺席照常",
        base: "法定见证人缺席不得开展",
        shanghai_rules: &["SH-1.2l"],
        sichuan_rules: &["SC-2.2j"],
        base_rules: &["GZ-25a#2", "GZ-25e"],
        home: "法定见证人和保险机构见证人是两种类型，没有哪个函数收「见证人」",
    },
    Difference {
        no: "D4",
        about: "重新鉴定可否回原机构",
        shanghai: "特殊原因可以，须换鉴定人",
        sichuan: "须委托原机构以外的机构，没有例外",
        base: "特殊原因可以由原机构其他鉴定人进行",
        shanghai_rules: &[],
        sichuan_rules: &["SC-2.4b"],
        base_rules: &["GZ-32#2"],
        home: "四川一律停住；上海和其他地区写明特殊原因、换了鉴定人的放过",
    },
    Difference {
        no: "D5",
        about: "委托合同名称",
        shanghai: "司法鉴定委托书",
        sichuan: "司法鉴定协议书（旧称）",
        base: "司法鉴定委托书",
        shanghai_rules: &[],
        sichuan_rules: &["SC-2.2a"],
        base_rules: &["GZ-16"],
        home: "都叫司法鉴定委托书（F-01），四川的「协议书」按委托书办",
    },
    Difference {
        no: "D6",
        about: "不够等级出不出意见书",
        shanghai: "未单列",
        sichuan: "也应当出具",
        base: "未单列",
        shanghai_rules: &[],
        sichuan_rules: &["SC-3.3f"],
        base_rules: &[],
        home: "四川不得因不够等级不出意见书；别处不作规则，终止的理由里也没有这一项",
    },
    Difference {
        no: "D7",
        about: "补正",
        shanghai: "应当补正",
        sichuan: "无规定",
        base: "可以补正",
        shanghai_rules: &[],
        sichuan_rules: &[],
        base_rules: &["GZ-41"],
        home: "三种瑕疵在原件上补正，触及鉴定意见的拦下，两地同一张单（F-21）",
    },
    Difference {
        no: "D8",
        about: "中止",
        shanghai: "没有中止",
        sichuan: "没有中止",
        base: "只有终止",
        shanghai_rules: &[],
        sichuan_rules: &[],
        base_rules: &[],
        home: "没有「中止」这个状态，不计入的时间用时限扣除；外省机构自己启用了的，写明依据，不停时限（F-18）",
    },
    Difference {
        no: "D9",
        about: "材料确认",
        shanghai: "办案机关委托的，不得接受未经其确认的材料",
        sichuan: "共同委托未经双方确认的不得用于鉴定",
        base: "核对并记录",
        shanghai_rules: &["TL-22#3"],
        sichuan_rules: &["SC-2.1c", "SC-2.1c#2"],
        base_rules: &["GZ-12b"],
        home: "四川逐件双签，没有双签的锁住；上海的办案机关委托看每件材料有没有经其确认",
    },
];
