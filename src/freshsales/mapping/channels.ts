/**
 * How a visit came, by the host that linked here, by a click id in the address, and by `utm_medium`.
 * Data. The words are those of analytics tools: `google / organic`, `facebook / social`.
 *
 * Sources: Google Analytics' list of sources by category and its default channel groups
 * (support.google.com/analytics/answer/9756891), Matomo's searchengine-and-social-list
 * (github.com/matomo-org/searchengine-and-social-list), and for click ids what each network documents
 * for its own tag. The order (campaign, click id, referrer) is that of Freshworks' own script.
 */

export type Medium = 'organic' | 'social' | 'ai' | 'email' | 'referral' | 'none'

/** Names of lead sources, for accounts that have one of that name. */
export const CHANNEL_OF_MEDIUM: { readonly [medium in Medium]: string } = {
  organic: 'Organic Search',
  social: 'Organic Social',
  ai: 'AI Assistant',
  email: 'Email',
  referral: 'Referral',
  none: 'Direct',
}

/**
 * `source: host host …`. A host stands for its subdomains too, `=host` for itself alone, `host.*` for
 * itself under every top-level domain, `*.host.*` for both; an app's for `android-app://…`.
 */
export const HOSTS: { readonly [medium in Exclude<Medium, 'referral' | 'none'>]: string } = {
  // Assistants before search engines and mail: `gemini.google.com` is no search.
  ai: `
    chatgpt: chatgpt.com chat.openai.com com.openai.chatgpt
    perplexity: perplexity.ai ai.perplexity.app.android
    gemini: gemini.google.com bard.google.com com.google.android.apps.bard
    copilot: copilot.microsoft.com copilot.com copilot.cloud.microsoft m365.cloud.microsoft com.microsoft.copilot
    claude: claude.ai claude.com com.anthropic.claude
    grok: grok.com x.ai
    deepseek: chat.deepseek.com deepseek.com com.deepseek.chat
    mistral: chat.mistral.ai mistral.ai
    meta: meta.ai
    poe: poe.com
    you: you.com
    phind: phind.com
    kimi: kimi.com kimi.ai kimi.moonshot.cn
    qwen: chat.qwen.ai qwen.ai tongyi.aliyun.com
    doubao: doubao.com
    notebooklm: notebooklm.google.com
    duckai: duck.ai
    andi: andisearch.com
    iask: iask.ai
  `,
  email: `
    gmail: mail.google.com com.google.android.gm
    outlook: outlook.live.com outlook.office.com outlook.office365.com outlook.cloud.microsoft mail.live.com com.microsoft.office.outlook
    yahoo: mail.yahoo.com mail.yahoo.co.jp com.yahoo.mobile.client.android.mail
    icloud: icloud.com
    proton: mail.proton.me mail.protonmail.com ch.protonmail.android
    gmx: gmx.net gmx.com gmx.de gmx.at gmx.ch navigator.gmx.net deref-gmx.net deref-gmx.com
    web.de: =web.de deref-web-02.de deref-web.de
    aol: mail.aol.com
    zoho: mail.zoho.com mail.zoho.eu mail.zoho.in
    mail.ru: e.mail.ru
    yandex: mail.yandex.ru mail.yandex.com
    fastmail: app.fastmail.com fastmail.com
    qq: mail.qq.com
    163: mail.163.com
    hey: app.hey.com
    libero: mail.libero.it
    orange: messagerie.orange.fr mail.orange.fr
    t-online: email.t-online.de
  `,
  social: `
    facebook: facebook.com fb.com fb.me messenger.com m.me com.facebook.katana com.facebook.orca com.facebook.lite
    instagram: instagram.com com.instagram.android
    threads: threads.net threads.com com.instagram.barcelona
    linkedin: linkedin.com lnkd.in com.linkedin.android
    twitter: twitter.com t.co x.com com.twitter.android
    bluesky: bsky.app go.bsky.app xyz.blueskyweb.app
    mastodon: mastodon.social mastodon.online mstdn.social fosstodon.org hachyderm.io mas.to
    youtube: youtube.com youtu.be youtube-nocookie.com com.google.android.youtube
    reddit: reddit.com redd.it com.reddit.frontpage
    pinterest: *.pinterest.* pin.it com.pinterest
    tiktok: tiktok.com com.zhiliaoapp.musically com.ss.android.ugc.trill
    snapchat: snapchat.com com.snapchat.android
    whatsapp: whatsapp.com wa.me com.whatsapp com.whatsapp.w4b
    telegram: telegram.org t.me telegram.me org.telegram.messenger
    quora: quora.com com.quora.android
    medium: medium.com com.medium.reader
    tumblr: tumblr.com
    vk: vk.com vkontakte.ru m.vk.ru away.vk.com com.vkontakte.android
    ok: ok.ru
    xing: xing.com com.xing.android
    weibo: weibo.com weibo.cn t.cn
    wechat: weixin.qq.com wx.qq.com
    line: line.me
    kakao: kakao.com story.kakao.com
    discord: discord.com discord.gg com.discord
    slack: slack.com app.slack.com com.slack
    hackernews: news.ycombinator.com
    stackoverflow: stackoverflow.com stackexchange.com
    github: github.com
    producthunt: producthunt.com
    vimeo: vimeo.com
    flickr: flickr.com
    meetup: meetup.com
    nextdoor: nextdoor.com
    substack: substack.com
    dribbble: dribbble.com
    behance: behance.net
    goodreads: goodreads.com
    sharechat: sharechat.com
    douban: douban.com
    zhihu: zhihu.com
    livejournal: livejournal.com
    hatena: b.hatena.ne.jp
    twitch: twitch.tv
    lemmy: lemmy.world
  `,
  organic: `
    google: google.* images.google.* search.google.* news.google.* com.google.android.googlequicksearchbox googlequicksearchbox
    bing: bing.com cn.bing.com com.microsoft.bing
    duckduckgo: duckduckgo.com com.duckduckgo.mobile.android
    yahoo: search.yahoo.com search.yahoo.co.jp =yahoo.com =yahoo.co.jp
    ecosia: ecosia.org com.ecosia.android
    brave: search.brave.com
    qwant: qwant.com
    startpage: startpage.com
    yandex: *.yandex.* ya.ru ru.yandex.searchplugin
    baidu: baidu.com com.baidu.searchbox
    sogou: sogou.com
    so.com: so.com
    shenma: m.sm.cn sm.cn
    naver: search.naver.com m.search.naver.com =naver.com
    daum: search.daum.net =daum.net
    seznam: seznam.cz
    ask: ask.com
    aol: search.aol.com =aol.com
    kagi: kagi.com
    mojeek: mojeek.com
    metager: metager.org metager.de
    swisscows: swisscows.com
    presearch: presearch.com
    searx: searx.be
    dogpile: dogpile.com
    lycos: lycos.com
    gibiru: gibiru.com
    virgilio: virgilio.it
    onet: onet.pl
    lilo: search.lilo.org
    coccoc: coccoc.com
    rambler: rambler.ru
    goo: goo.ne.jp
    biglobe: biglobe.ne.jp
    petal: petalsearch.com
    you-care: youcare.world
  `,
}

/** `parameter: source / medium`. `fbclid` stands in every link out of Facebook, paid or not. */
export const CLICK_IDS: { readonly [parameter: string]: string } = {
  gclid: 'google / cpc',
  gbraid: 'google / cpc',
  wbraid: 'google / cpc',
  dclid: 'google / display',
  msclkid: 'bing / cpc',
  fbclid: 'facebook / social',
  igshid: 'instagram / social',
  igsh: 'instagram / social',
  li_fat_id: 'linkedin / cpc',
  twclid: 'twitter / cpc',
  ttclid: 'tiktok / cpc',
  rdt_cid: 'reddit / cpc',
  sccid: 'snapchat / cpc',
  epik: 'pinterest / cpc',
  yclid: 'yandex / cpc',
  qclid: 'quora / cpc',
  mc_eid: 'mailchimp / email',
  _hsenc: 'hubspot / email',
  mkt_tok: 'marketo / email',
}

/** What `utm_medium` says of the channel, as Google Analytics groups it. */
export const PAID_MEDIUM = /^(?:.*cp[acmv].*|ppc|retargeting|paid.*|display|banner)$/i
export const SOCIAL_MEDIUM = /^(?:social(?:[-_ ]?(?:network|media))?|sm)$/i
export const EMAIL_MEDIUM = /^(?:e[-_ ]?mail|newsletter)$/i
