//! The recognized words, in English and Chinese.

use super::kinds::{Place, Subject, Time};

/// Values and the words that name them.
pub type Table<T> = &'static [(T, &'static [&'static str])];

/// Words for the light; the first row that matches wins.
pub const TIMES: Table<Time> = &[
    (Time::Neon, &["neon", "cyberpunk", "synthwave", "vaporwave", "霓虹", "赛博"]),
    (Time::Dawn, &["dawn", "sunrise", "morning", "spring", "黎明", "清晨", "早晨", "日出", "春"]),
    (Time::Sunset, &["sunset", "golden", "evening", "autumn", "fall", "日落", "夕阳", "黄昏", "秋"]),
    (Time::Dusk, &["dusk", "twilight", "暮", "傍晚"]),
    (
        Time::Night,
        &["night", "midnight", "moon", "moonlight", "moonlit", "star", "starry", "dark", "夜", "月", "星"],
    ),
    (
        Time::Overcast,
        &[
            "storm", "stormy", "rain", "rainy", "fog", "foggy", "mist", "misty", "cloudy", "snow", "snowy",
            "winter", "雨", "雾", "雪", "冬", "阴",
        ],
    ),
    (Time::Day, &["day", "noon", "sunny", "summer", "sun", "白天", "中午", "晴", "夏", "阳光"]),
];

/// Words for the scenery; the first row that matches wins.
pub const PLACES: Table<Place> = &[
    (
        Place::Poster,
        &[
            "poster",
            "cover",
            "logo",
            "icon",
            "abstract",
            "minimalist",
            "minimal",
            "geometric",
            "pattern",
            "documentation",
            "design",
            "banner",
            "wallpaper",
            "flat",
            "海报",
            "封面",
            "抽象",
            "几何",
            "极简",
            "图标",
        ],
    ),
    (
        Place::City,
        &[
            "city",
            "skyline",
            "street",
            "town",
            "urban",
            "downtown",
            "skyscraper",
            "tokyo",
            "shanghai",
            "york",
            "paris",
            "london",
            "城",
            "街",
            "都市",
            "高楼",
        ],
    ),
    (
        Place::Sea,
        &[
            "sea", "ocean", "beach", "coast", "lake", "harbor", "harbour", "wave", "river", "island", "bay",
            "water", "海", "湖", "河", "江", "岛", "浪", "沙滩",
        ],
    ),
    (Place::Forest, &["forest", "wood", "woods", "jungle", "pine", "森林", "树林", "竹"]),
    (Place::Desert, &["desert", "dune", "sahara", "sand", "沙漠", "沙丘"]),
    (Place::Mountains, &["mountain", "alps", "peak", "summit", "cliff", "glacier", "himalaya", "山"]),
    (
        Place::Space,
        &["space", "planet", "galaxy", "cosmos", "nebula", "astronaut", "宇宙", "太空", "星球", "银河"],
    ),
    (
        Place::Table,
        &[
            "still life",
            "table",
            "kitchen",
            "breakfast",
            "bowl",
            "bottle",
            "teapot",
            "coffee",
            "tea",
            "静物",
            "桌",
            "咖啡",
            "茶",
        ],
    ),
    (
        Place::Hills,
        &[
            "hill",
            "meadow",
            "field",
            "valley",
            "countryside",
            "grass",
            "farm",
            "garden",
            "park",
            "landscape",
            "草",
            "田",
            "原野",
            "花园",
            "风景",
        ],
    ),
];

/// Words for figures.
pub const SUBJECTS: Table<Subject> = &[
    (Subject::Cat, &["cat", "kitten", "kitty", "猫"]),
    (Subject::Fox, &["fox", "dog", "puppy", "wolf", "狐", "狗", "狼"]),
    (
        Subject::Bird,
        &["bird", "eagle", "gull", "seagull", "crane", "swallow", "crow", "owl", "鸟", "鹰", "鹤", "燕"],
    ),
    (Subject::Fish, &["fish", "whale", "koi", "dolphin", "shark", "鱼", "鲸"]),
    (
        Subject::Person,
        &[
            "person",
            "man",
            "woman",
            "girl",
            "boy",
            "child",
            "people",
            "portrait",
            "astronaut",
            "traveller",
            "traveler",
            "人",
            "女孩",
            "男孩",
        ],
    ),
    (Subject::Tree, &["tree", "oak", "maple", "树"]),
    (
        Subject::Flower,
        &["flower", "rose", "tulip", "sunflower", "lotus", "poppy", "poppies", "花", "桃花", "玫瑰"],
    ),
    (Subject::Boat, &["boat", "ship", "sailboat", "sail", "yacht", "船", "帆"]),
    (Subject::House, &["house", "cottage", "cabin", "home", "barn", "hut", "房", "屋", "小屋"]),
    (Subject::Lighthouse, &["lighthouse", "tower", "灯塔", "塔"]),
    (Subject::Balloon, &["balloon", "气球"]),
    (Subject::Rocket, &["rocket", "spaceship", "shuttle", "火箭", "飞船"]),
    (Subject::Robot, &["robot", "android", "机器人"]),
    (Subject::Cup, &["cup", "mug", "coffee", "tea", "latte", "杯", "咖啡", "茶"]),
    (Subject::Apple, &["apple", "fruit", "orange fruit", "peach", "苹果", "水果", "桃子"]),
    (Subject::Banana, &["banana", "香蕉"]),
    (Subject::Vase, &["vase", "bouquet", "bottle", "still life", "花瓶", "静物"]),
];

/// Words for colours.
pub const COLORS: &[(u32, &[&str])] = &[
    (0xd2_3b_2f, &["red", "crimson", "scarlet", "红"]),
    (0xe8_7d_2a, &["orange", "橙", "橘"]),
    (0xf2_c0_3a, &["yellow", "gold", "黄", "金色"]),
    (0x4f_9a_4a, &["green", "emerald", "jade", "绿"]),
    (0x2f_9c_95, &["teal", "turquoise", "cyan", "aqua", "青"]),
    (0x2f_6f_d0, &["blue", "azure", "navy", "cobalt", "蓝"]),
    (0x7d_4f_c2, &["purple", "violet", "lavender", "indigo", "紫"]),
    (0xe5_6b_9b, &["pink", "magenta", "rose", "粉"]),
    (0x8a_5a_3a, &["brown", "chocolate", "sepia", "棕", "褐"]),
    (0xf4_f1_ea, &["white", "ivory", "cream", "白"]),
    (0x2a_2a_30, &["black", "ebony", "黑"]),
    (0x9a_9d_a3, &["grey", "gray", "silver", "灰", "银"]),
];

/// Words before a colour's name, with the colour to mix in and its share.
pub const SHADES: &[(u32, f32, &[&str])] = &[
    (0xff_ff_ff, 0.5, &["pale", "light", "pastel", "soft", "浅", "淡"]),
    (0x10_10_18, 0.42, &["dark", "deep", "深", "暗"]),
];
