//! The words that furniture is known by, in lower case: data for `patterns`, one list a question.
//!
//! A list is kept filled rather than one word a line, so that it can be read at a glance.

#[rustfmt::skip]
pub(super) const EMBED_STARTS: &[&str] = &[
    "embed from ", "view this post on ", "a post shared by ", "a post by ", "watch: ", "video: ", "▶",
];

#[rustfmt::skip]
pub(super) const POST_HOSTS: &[&str] = &[
    "t.co/", "pic.twitter.com/", "twitter.com/", "x.com/", "youtu.be/", "www.youtube.com/",
];

#[rustfmt::skip]
pub(super) const CAPTION_STARTS: &[&str] = &[
    "image caption, ", "image caption: ", "caption: ", "pictured: ", "file photo: ", "file photo - ", "file photo – ",
];

/// A credit where little follows, else a caption.
#[rustfmt::skip]
pub(super) const PICTURE_STARTS: &[&str] = &[
    "photo: ", "photograph: ", "picture: ", "image: ", "photos: ", "pic: ",
];

#[rustfmt::skip]
pub(super) const CREDIT_STARTS: &[&str] = &[
    "image source, ", "image source: ", "image credit", "photo credit", "picture credit", "credit: ", "photo by ",
    "photograph by ", "photographs by ", "picture by ", "image by ", "illustration by ", "illustration: ",
    "ap photo/", "afp photo/", "ap photo ", "reuters/", "getty images/", "afp/", "source: getty",
];

#[rustfmt::skip]
pub(super) const CREDITS: &[&str] = &[
    "getty images", "getty", "ap photo", "file photo", "handout", "shutterstock", "file image",
];

#[rustfmt::skip]
pub(super) const CREDIT_PARTS: &[&str] = &[
    " via getty images", "/getty images", " via ap", "/afp", " via reuters",
];

/// What comes before the photographer's name at the end of a caption, and the most words of it.
#[rustfmt::skip]
pub(super) const CREDIT_MARKS: &[(&str, usize)] = &[
    ("(Photo by ", 10), ("(AP Photo/", 8), ("(Photo: ", 8), ("[Photo: ", 8), ("(Image: ", 8), (" Photograph: ", 8),
    (" Photo: ", 8), (" Picture: ", 8), (" Credit: ", 8), (".Credit", 8),
];

#[rustfmt::skip]
pub(super) const CREDIT_ENDS: &[&str] = &[
    "(File photo)", "/Getty Images", "/Getty Images)", "/AFP", "/Reuters)", " File photo", "[File]",
];

#[rustfmt::skip]
pub(super) const ADVERTS: &[&str] = &[
    "advertisement", "ad", "sponsored", "sponsored content", "story continues below advertisement",
    "skip advertisement", "article continues below", "article continues after advertisement", "story continues below",
    "continue reading", "continue reading the main story", "read more", "related", "related stories",
    "related articles", "related content", "more on this story", "recommended", "most read", "scroll to continue",
    "advertisement - scroll to continue", "listen to this article", "share this article", "share this story", "share",
    "play video", "newsletter",
];

#[rustfmt::skip]
pub(super) const POINTER_STARTS: &[&str] = &[
    "read more: ", "read also: ", "also read: ", "related: ", "see also: ", "read next: ", "read more about ",
    "recommended: ", "don't miss: ", "don’t miss: ", "further reading: ",
];

#[rustfmt::skip]
pub(super) const SIGNUP_STARTS: &[&str] = &[
    "sign up for ", "sign up to ", "sign up here", "sign up now", "subscribe to ", "subscribe for ", "get our ",
    "follow us on ", "download our ", "join our ",
];

#[rustfmt::skip]
pub(super) const SIGNUP_THINGS: &[&str] = &[
    "newsletter", "inbox", "our app", "podcast", "channel", "follow us on", "our briefing",
];

#[rustfmt::skip]
pub(super) const NOTICES: &[&str] = &[
    "save", "print", "comments", "copy link", "email", "gift this article", "add to myft", "breaking news", "live",
    "exclusive", "listen",
];

#[rustfmt::skip]
pub(super) const READING_TIMES: &[&str] = &[
    "min read", "minute read", "mins read", "minutes read", "min", "minutes to read",
];

#[rustfmt::skip]
pub(super) const TOPIC_OPENERS: &[&str] = &[
    "follow the topics in this article", "topics", "related topics", "more on this story", "tags", "filed under",
    "more about", "explore more on these topics", "topics in this article", "keywords", "most popular", "most read",
    "more from this section",
];

#[rustfmt::skip]
pub(super) const TOPIC_STARTS: &[&str] = &["tags: ", "topics: ", "filed under: ", "related topics: ", "keywords: "];

/// These are followed by a name.
#[rustfmt::skip]
pub(super) const CONTRIBUTION_STARTS: &[&str] = &[
    "with reports from ", "with reporting by ", "with reporting from ", "with files from ",
    "with additional reporting by ", "with additional reporting from ", "with contributions from ", "with input from ",
    "with information from ", "additional reporting by ", "additional reporting from ", "additional research by ",
    "reporting by ", "reported by ", "writing by ", "editing by ", "edited by ", "compiled by ", "translated by ",
    "reporting contributed by ",
];

#[rustfmt::skip]
pub(super) const CONTRIBUTION_ENDS: &[&str] = &[
    "contributed to this report", "contributed to this article", "contributed reporting", "contributed to this story",
];

#[rustfmt::skip]
pub(super) const REPUBLICATION_STARTS: &[&str] = &[
    "this article was originally published", "this story was originally published", "this article first appeared",
    "this article was first published", "this story first appeared", "originally published ",
    "this article was amended on ", "this article has been updated", "this story has been updated", "our standards: ",
    "read the original article", "the views expressed ", "this is a developing story", "do you have a tip", "got a tip",
    "a sample article written for diptych",
];

#[rustfmt::skip]
pub(super) const SECTIONS: &[&str] = &[
    "world", "politics", "business", "opinion", "sport", "sports", "culture", "science", "technology", "health",
    "europe", "africa", "asia", "americas", "middle east", "uk", "us", "u.s", "us news", "uk news", "world news",
    "news", "analysis", "national", "international", "economy", "environment", "climate", "local", "home news",
    "latin america",
];
