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
    "play video", "newsletter", "most viewed",
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

/// What ends an offer by mail.
#[rustfmt::skip]
pub(super) const SIGNUP_ENDS: &[&str] = &[
    "enter your email address", "enter your email", "enter your e-mail address", "your email address", "email address",
    "your email", "e-mail address", "sign up", "sign me up", "subscribe", "submit", "thank you for signing up",
    "privacy notice",
];

/// Lines of which links to other articles follow.
#[rustfmt::skip]
pub(super) const LINK_OPENERS: &[&str] = &[
    "related stories", "related articles", "related content", "related news", "related links", "more on this story",
    "most read", "most viewed", "most popular", "recommended", "recommended for you", "you may also like",
    "you might also like", "read next", "up next", "more stories", "more from this section", "trending", "trending now",
    "latest stories", "more like this", "related", "don't miss", "don’t miss", "editors' picks", "editors’ picks",
];

#[rustfmt::skip]
pub(super) const NOTICES: &[&str] = &[
    "save", "print", "comments", "copy link", "email", "gift this article", "add to myft", "breaking news", "live",
    "exclusive", "listen",
];

/// Buttons and the names of a site's own pages, each a line by itself.
#[rustfmt::skip]
pub(super) const NAVIGATION: &[&str] = &[
    "menu", "main menu", "open menu", "close menu", "show menu", "search", "search for", "sections", "all sections",
    "home", "homepage", "home page", "sign in", "sign out", "sign up", "log in", "login", "log out", "logout", "register",
    "subscribe", "subscribe now", "my account", "account", "my profile", "profile", "newsletters", "today's paper",
    "today’s paper", "e-paper", "epaper", "e-edition", "print edition", "edition", "editions", "international edition",
    "uk edition", "us edition", "close", "show more", "show less", "see more", "view more", "load more", "more",
    "more sections", "back", "go back", "back to top", "next", "previous", "next article", "previous article", "weather",
    "watch live", "live tv", "listen live", "trending", "latest", "latest news", "top stories", "breaking news",
    "most viewed", "most read", "most popular", "most shared", "facebook", "twitter", "x", "whatsapp", "linkedin",
    "reddit", "pinterest", "telegram", "instagram", "bluesky", "threads", "messenger", "flipboard", "mastodon", "tiktok",
    "youtube", "tweet", "email", "e-mail", "print", "save", "saved", "save for later", "copy link", "link copied",
    "copy url", "share", "share:", "comment", "comments", "view comments", "show comments", "leave a comment",
    "post a comment", "add a comment", "read the comments", "join the conversation", "gift article", "gift this article",
    "bookmark", "listen", "follow", "following", "like", "accept", "accept all", "accept cookies", "accept all cookies",
    "accept and continue", "accept & continue", "accept and close", "allow all", "allow all cookies", "reject",
    "reject all", "reject all cookies", "decline", "decline all", "manage preferences", "manage options",
    "manage cookies", "manage settings", "manage choices", "manage consent", "cookie settings", "cookie preferences",
    "cookie policy", "cookies", "privacy", "privacy policy", "privacy settings", "privacy notice", "privacy preferences",
    "your privacy", "your privacy choices", "we value your privacy", "we care about your privacy",
    "your privacy is important to us", "your privacy matters", "privacy and cookies", "terms", "terms of use",
    "terms of service", "terms & conditions", "terms and conditions", "got it", "i agree", "i accept", "agree",
    "agree and continue", "disagree", "continue", "continue without accepting", "ok", "okay", "learn more",
    "find out more", "more options", "more information", "before you continue", "contact", "contact us", "about",
    "about us", "help", "help centre", "help center", "faq", "advertise", "advertise with us", "careers", "jobs",
    "site map", "sitemap", "accessibility", "accessibility help", "rss", "feedback", "support us", "donate", "contribute",
    "make a contribution", "become a member", "do not sell my personal information", "ad choices", "adchoices",
    "all rights reserved", "enter your email address", "enter your email", "your email address", "email address",
    "sign me up", "play", "pause", "mute", "unmute", "font size", "text size", "corrections", "reprints", "permissions",
    "reprints & permissions", "order reprints", "report this", "advertising", "notifications", "turn on notifications",
    "go to homepage", "view all", "see all", "photos", "videos", "crosswords", "obituaries", "classifieds", "archive",
    "archives", "masthead", "customer service", "give us feedback",
];

/// What stands beside a number under an article.
#[rustfmt::skip]
pub(super) const COUNTED: &[&str] = &[
    "comment", "comments", "share", "shares", "like", "likes", "view", "views", "reply", "replies", "reaction",
    "reactions", "retweet", "retweets",
];

/// What a button does with an article, and all that may follow it.
#[rustfmt::skip]
pub(super) const SHARING: &[&str] = &["share", "tweet", "post", "pin", "email", "send", "copy", "print", "bookmark", "save"];

#[rustfmt::skip]
pub(super) const SHARED: &[&str] = &[
    "this", "it", "article", "story", "page", "link", "url", "on", "to", "via", "by", "with", "and", "or", "a", "friend",
    "friends", "for", "later", "options",
];

#[rustfmt::skip]
pub(super) const NETWORKS: &[&str] = &[
    "facebook", "twitter", "x", "whatsapp", "linkedin", "reddit", "pinterest", "telegram", "instagram", "bluesky",
    "threads", "messenger", "flipboard", "mastodon", "tiktok", "youtube", "email", "e-mail", "sms",
];

/// Whom one may be asked to follow, and what joins two networks.
#[rustfmt::skip]
pub(super) const FOLLOWED: &[&str] = &[
    "us", "our", "me", "him", "her", "them", "the", "author", "reporter", "page", "and", "&", "or", "at", "for", "more",
    "news", "updates", "stories",
];

/// What walls of consent are about, each counted once.
#[rustfmt::skip]
pub(super) const CONSENT: &[&str] = &[
    "cookie", "partners", "consent", "accept", "reject", "agree", "preferences", "settings", "privacy policy",
    "privacy notice", "personal data", "your device", "on a device", "your experience", "personalise", "personalize",
    "browsing", "click", "opt out", "opt-out", "by continuing", "this site", "this website", "third parties",
    "third-party", "withdraw", "at any time", "your privacy", "your choices", "terms of service", "ads",
];

#[rustfmt::skip]
pub(super) const CONSENT_STARTS: &[&str] = &[
    "we use cookies to ", "we use cookies on ", "we use cookies and ", "this site uses cookies", "this website uses cookies",
    "our site uses cookies", "our website uses cookies", "by using this site", "by using this website",
    "by continuing to use ", "by continuing to browse ",
];

#[rustfmt::skip]
pub(super) const READING_TIMES: &[&str] = &[
    "min read", "minute read", "mins read", "minutes read", "min", "minutes to read",
];

#[rustfmt::skip]
pub(super) const TOPIC_OPENERS: &[&str] = &[
    "follow the topics in this article", "topics", "related topics", "more on this story", "tags", "filed under",
    "more about", "explore more on these topics", "topics in this article", "keywords", "most popular", "most read",
    "most viewed", "most shared", "most commented", "trending", "trending now", "editors' picks", "editors’ picks",
    "more from this section", "related stories", "related articles", "related content", "related", "related news",
    "related links", "recommended", "recommended for you", "you may also like", "you might also like", "read next",
    "up next", "more stories", "more news", "latest stories", "more like this", "in other news", "from our partners",
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
    "originally published ", "our standards: ", "read the original article", "the views expressed ",
    "this is a developing story", "do you have a tip", "got a tip", "a sample article written for diptych",
    "correction: an earlier version", "clarification: an earlier version",
];

/// How an article calls itself: "This story was printed on …", "A version of this article appeared …".
#[rustfmt::skip]
pub(super) const SELVES: &[&str] = &[
    "article", "story", "report", "piece", "column", "review", "essay", "interview", "post", "page", "obituary",
];

/// What an article says of itself, right after its name and a verb such as "was".
#[rustfmt::skip]
pub(super) const PRINTINGS: &[&str] = &[
    "printed", "published", "republished", "reprinted", "appeared", "appears", "amended", "updated", "corrected",
    "revised", "translated", "syndicated", "produced", "adapted", "excerpted", "edited", "misstated", "misspelled",
    "misidentified", "ran",
];

/// What may stand between the two.
#[rustfmt::skip]
pub(super) const BEFORE_PRINTINGS: &[&str] = &["was", "is", "were", "has", "been", "had", "first", "originally", "also"];

/// What those do who write for a house.
#[rustfmt::skip]
pub(super) const WRITERS: &[&str] = &[
    "writer", "reporter", "correspondent", "editor", "columnist", "journalist", "critic", "contributor", "producer",
    "freelancer", "photographer", "intern", "fellow",
];

#[rustfmt::skip]
pub(super) const SECTIONS: &[&str] = &[
    "world", "politics", "business", "opinion", "sport", "sports", "culture", "science", "technology", "health",
    "europe", "africa", "asia", "americas", "middle east", "uk", "us", "u.s", "us news", "uk news", "world news",
    "news", "analysis", "national", "international", "economy", "environment", "climate", "local", "home news",
    "latin america",
];
