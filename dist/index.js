import { delivery as delivery$1 } from './deliver.js';

let made = 0;
/**
 * A time, a digit that keeps what is made in one millisecond in order, and fifty random bits: no
 * secret, but unlike any other, also on pages without `randomUUID`.
 */
const createId = (time = Date.now()) => `${time}-${(made++ % 36).toString(36)}${Math.random().toString(36).slice(2)}`;

/** Runs `act`; a browser that denies what it asks for (storage, locks, beacons) counts as "nothing". */
const attempt = (act) => {
    try {
        return act();
    }
    catch {
        return undefined;
    }
};

/** JSON, or nothing. Nothing must not be parsed: exceptions are expensive. */
const parse = (text) => attempt(() => text && JSON.parse(text));
/** An address, or nothing where it is none. */
const parseUrl = (href, base) => attempt(() => new (globalThis.webkitURL ?? URL)(href, base));
/**
 * JSON, also on pages where an old library has given all lists or objects a `toJSON` of its own: what
 * that says is not listened to. Longer texts are cut.
 */
const stringify = (value, longest) => JSON.stringify(value, function (key) {
    const given = this[key];
    const item = given?.toISOString?.() ?? given;
    return typeof item === 'string' ? item.slice(0, longest) : item;
});

/** What the page chose. A page has one visitor and one library, so this and other state is the module's own. */
let settings;
const configure = (options) => {
    settings = options;
};
/** A bare `data-` attribute is an empty text and means yes. */
const isOn = (value) => value === '' || (value && value !== 'false');
/** A list, or a text with commas between. */
const listOf = (value) => `${value}`.split(/[\s,]+/);
/** An address of the edge; its paths begin at the root. */
const edgeUrl = (path = '/v1/batch') => `${parseUrl(path, parseUrl(settings.endpoint, location.href))}`;

/** Query parameters by which advertising systems recognise their own clicks. */
const CLICK_ID = /(clk?id|braid|li_fat_id|rdt_cid)$/i;
/** `acme.com` of `www.acme.com`, `acme.co.uk` of `www.acme.co.uk`. */
const SITE = /[^.]+(\.((com?|org|net|ac|gov)\.)?\w+)?$/;
/** A fragment that routes (`#/pricing`, `#!/pricing`); any other only scrolls. */
const ROUTE = /^(#!?)(\/[^?]*)(.*)/;
const EMAIL = /(@|%(25)*40)[\w-]+\./i;
/** Words after which the rest of a path is for one person: `/reset/…`, `/invite/ann/…`. */
const PERSONAL = /(^|[^a-z])(token|reset|passw|invit|verif|confirm|activat|magic|secret|unsubscr|recover)/i;
/** What no word is: a dozen letters and digits in one piece, well mixed; or 32 letters. */
const RANDOM = /(?=\w*(\d[a-z]+\d|\d{5}))(?=\d*[a-z])[a-z\d]{12}|[a-z]{32}/i;
/** What may be a code where the address is personal. */
const CODE = /\d|^[^-]{16}|[a-z][A-Z]/;
/** The longest address that is told: every later event carries that of the first page. */
const MOST_CHARACTERS$1 = 1000;
/** Whether a host is a domain or one of its subdomains. */
const isWithin = (host, domain) => `.${host}`.endsWith(`.${domain}`);
/** The domain that a site's hosts have in common. */
const siteOf = (host) => SITE.exec(host)?.[0] ?? '';
const isTold = (pair) => {
    const [name = ''] = pair.split('=');
    const isAllowed = /^(utm_|fs_[cl]id$)/.test(name) || CLICK_ID.test(name) || listOf(settings.query).includes(name);
    return isAllowed && !EMAIL.test(pair);
};
const safeQuery = (search) => search
    .slice(1)
    .split('&')
    .filter(isTold)
    .join('&')
    .replace(/^(?=.)/, '?');
const safePath = (path) => {
    let isPersonal = false;
    return path.replace(/[^/]+/g, (given) => {
        const [part] = given.split(';');
        const isSecret = EMAIL.test(part) || RANDOM.test(part) || (isPersonal && CODE.test(part));
        isPersonal = isPersonal || EMAIL.test(part) || PERSONAL.test(part);
        return isSecret ? '*' : part;
    });
};
/**
 * Scheme, user, host, path, query and fragment. Intentionally not by `URL`, which is dear to a page that
 * is loading: what the browser says of addresses is in order, and the edge judges them all.
 */
const PARTS = /^(\w*:?\/*)([^/?#]*@)?([^/?#]*)([^?#]*)(\??[^#]*)(.*)/s;
/** Of any text, since each part may be empty. */
const split = (href) => PARTS.exec(href);
const hostOf = (href) => split(href)[3].replace(/:\d*$/, '');
/**
 * An address as it may be kept and told: of the query the campaign, click ids and what the site
 * allows; no scrolling fragment; and in place of what is for one person only (an address, a token), `*`.
 */
const pageAddress = (given) => {
    const [, scheme, , host, path, search, fragment] = split(given);
    const [, mark, route = '', query = ''] = ROUTE.exec(fragment) ?? [];
    const hash = mark ? mark + safePath(route) + safeQuery(query) : '';
    const href = (scheme + host + safePath(path) + safeQuery(search) + hash).slice(0, MOST_CHARACTERS$1);
    const [, , , , shortPath, shortSearch, shortHash] = split(href);
    return { href, path: shortPath + shortHash, search: shortSearch };
};

/** The one mark that stays after a refusal. */
const CONSENT_KEY = 'fse.consent';
/** The visitor's decision, by purpose; none before they took it. */
let decision;
/** `identify`, `group` and `alias` make the record in the CRM; the others watch the site. */
const isAboutPerson = (type) => /^[iga]/.test(type);
/** Whether an event may travel; undefined as long as the visitor has not decided. */
const permits = (type, context) => {
    if (context?.['form'] && settings.formsConsent === 'form')
        return true;
    if (decision)
        return decision[isAboutPerson(type) ? 'marketing' : 'analytics'];
    if (navigator.globalPrivacyControl && settings.gpc !== 'ignore')
        return false;
    return !isOn(settings.consent) || undefined;
};
const isConsentGiven = () => permits('page') || permits('identify');
/** Whether anything about the person may be kept on the device. */
const mayStore = () => !isOn(settings.cookieless) && isConsentGiven();
/** Takes up an earlier decision, or that of another tab. */
const recallDecision = () => {
    decision = attempt(() => parse(localStorage[CONSENT_KEY])) ?? decision;
};
const setDecision = (taken) => {
    decision = taken;
};

/** Everything this library stores starts with this. */
const PREFIX = 'fse';
/**
 * localStorage that never throws, and that is neither read nor written without consent: denied,
 * full or absent, it answers as if it were empty.
 */
const read = (key) => attempt(() => (mayStore() ? localStorage[key] : undefined));
/** Answers whether it is written. */
const write = (key, text) => attempt(() => {
    if (!mayStore())
        return false;
    localStorage[key] = text;
    return true;
});
const remove = (key) => attempt(() => delete localStorage[key]);
/** The stored keys that start with `start`. */
const keys = (start) => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(start))) ?? [];
/** Safari keeps script cookies for 7 days, the others for at most 400; each visit starts this anew. */
const MAX_AGE_SECONDS = 400 * 24 * 3600;
const readCookie = () => new RegExp(`(^|; )${PREFIX}=([^;]*)`).exec(document.cookie)?.[2];
/** An empty value removes the cookie. Answers whether the browser took it. */
const writeCookie = (value, domain) => {
    const secure = location.protocol === 'https:' ? ';secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and young
    document.cookie = `${PREFIX}=${value};path=/;samesite=lax;domain=${domain};max-age=${value ? MAX_AGE_SECONDS : 0}${secure}`;
    return readCookie() === value;
};
/**
 * The domains a cookie of this page might be for: the site's, then narrower ones, and none.
 * Browsers refuse public ones such as `github.io`, of which the list is long, and some print a line
 * for each; addresses of numbers and names without a dot have no domain.
 */
const domainsOf = (host) => {
    const labels = /^[^.]+$|\d$|]$/.test(host) ? [] : host.split('.');
    const domains = labels.map((_, index) => labels.slice(-1 - index).join('.'));
    return [...domains.filter((domain) => domain.length >= siteOf(host).length), ''];
};

/** What waits to be sent stands under names that begin so. */
const shared = () => `${PREFIX}.q.${settings.writeKey}.`;
let name = '';
/** One page's share of the common storage, under a name that no other page has. */
const own = () => {
    name = name || createId();
    return shared() + name;
};

/** Events as they are sent. */
const bodyOf = (batch) => stringify({ batch, writeKey: settings.writeKey, sentAt: new Date().toISOString() });

/** Posts a text, which needs no preflight. */
const request = (body, keepalive, signal) => fetch(edgeUrl(), {
    method: 'POST',
    body,
    keepalive,
    credentials: isOn(settings.serverCookie) ? 'include' : 'omit',
    signal: signal,
});

/** Sends events that stay stored: nobody looks after the answer, and the edge drops what it has seen. */
const postBlind = (batch) => attempt(() => request(bodyOf(batch), true).catch(() => 0));

const ASKED = /[?&]analytics_debug/;
/** Whether the inspector may have been asked for, here or on an earlier page. */
const isDebugging = () => ASKED.test(location.search) || attempt(() => localStorage['fse.debug']);

/** A page that the browser renders ahead may never be seen: nothing of it is kept or sent before. */
const isAhead = () => document.prerendering;

/** An element with this id stands in the place of the API in browsers that have none. */
const navigationApi = () => {
    const { navigation } = window;
    return navigation?.currentEntry && navigation;
};

/**
 * Listens on the window, in the capture phase: events of the document and of elements pass there
 * too, and before any listener of the page can stop them.
 */
const on = (types, listener) => {
    for (const type of types.split(' '))
        addEventListener(type, listener, true);
};

/** The version in `package.json`; a check keeps the two in step. */
const VERSION = '0.1.0';

const thisMoment = () => ({
    time: Date.now(),
    href: location.href,
    title: document.title,
    referrer: document.referrer,
});
const pageOf = ({ href, title, referrer }) => {
    const { href: url, ...parts } = pageAddress(href);
    return { ...parts, referrer: referrer && pageAddress(referrer).href, title, url };
};

/** How somebody came, from where they arrived: what is left of it when it was not direct, and the campaign. */
const touchOf = ({ href, referrer, time, }) => {
    const from = hostOf(referrer);
    const isOwn = !from || isWithin(from, settings.cookieDomain || siteOf(location.hostname));
    const page = pageAddress(href);
    const campaign = {};
    const click = {};
    for (const [name, value] of page.search ? new URLSearchParams(page.search) : []) {
        if (CLICK_ID.test(name))
            click[name] = value;
        if (/^utm_/.test(name))
            campaign[name === 'utm_campaign' ? 'name' : name.slice(4)] = value;
    }
    const touch = {
        ...campaign,
        click,
        landing: page.href,
        referrer: isOwn ? '' : pageAddress(referrer).href,
        at: new Date(time).toISOString(),
    };
    return [touch, isOwn && !Object.keys({ ...campaign, ...click })[0], campaign];
};

/** Characters of the cookie, which travels with every request to the site. */
const MOST_OF_COOKIE = 300;
const SHORT_CHARACTERS = 120;
/**
 * The person lives in localStorage, and their ids and first touch also in a cookie that subdomains
 * share and that the edge may renew.
 */
let person = {};
/** Whether the cookie has been asked. */
let isMet = false;
/** The edge can know them: by a `userId`, or by an address. Everybody else is a stranger. */
const isKnown = () => person.userId || person.known;
/** The widest domain that works is found by trying, and kept. */
const setCookie = (value) => {
    const { cookieDomain } = settings;
    const domain = cookieDomain ?? person.domain;
    const domains = domain == null ? domainsOf(location.hostname) : [domain];
    const taken = domains.find((domain) => attempt(() => writeCookie(value, domain)));
    if (value)
        person.domain = taken;
};
/** The time makes it a new value, by which the browser's consent to the domain is recognised. */
const saveCookie = () => {
    if (!mayStore())
        return;
    const { anonymousId, userId, known, first } = person;
    const landing = `${first?.landing}`;
    // Where it is too long the campaign is worth more than the path.
    const short = landing.replace(/(\w\/)[^?]*/, '$1');
    const from = `${first?.referrer}`.split('/', 3).join('/');
    const values = [landing, short, short.slice(0, SHORT_CHARACTERS), ''].map((href) => encodeURIComponent([anonymousId, userId, Date.now(), known && 1, Date.parse(`${first?.at}`), from, href].join('\n')));
    setCookie(values.find((value) => !value[MOST_OF_COOKIE]) ?? `${values[3]}`);
};
/** In localStorage alone. */
const storePerson = () => write(PREFIX, stringify(person));
const savePerson = () => {
    saveCookie();
    storePerson();
};
const setPerson = (other) => {
    person = other;
};
/** Takes up what is stored. */
const recallPerson = () => {
    person = { ...(parse(read(PREFIX)) ?? person) };
    person.anonymousId = `${person.anonymousId ?? createId()}`;
    if (isMet)
        meetAgain();
};
/**
 * Takes up the cookie. Where it and localStorage disagree the cookie is right: another subdomain
 * wrote it.
 */
const meetAgain = (cookie = attempt(() => mayStore() && readCookie())) => {
    isMet = true;
    const [id, userId, , known, at, referrer = '', landing] = attempt(() => decodeURIComponent(cookie || '').split('\n')) ?? [];
    const { first, last, domain } = person;
    if (id && id !== person.anonymousId)
        person = { first, last, domain, anonymousId: id };
    if (userId)
        person.userId = userId;
    if (known)
        person.known = 1;
    const time = Number(at);
    if (landing && !(Date.parse(`${first?.at}`) <= time))
        person.first = attempt(() => touchOf({ href: landing, referrer, time })[0]) ?? first;
};
/** Before anything is told about a person the cookie is asked, which takes time that a page that is loading needs. */
const meet = () => {
    if (!isMet)
        meetAgain();
};

/** When and where the page was opened. */
let beginning;
/** The UTM parameters of the address the page was opened with. */
let campaign;
/** How the visitor came to this page, unless they came directly. */
let arrival;
/** Begins to keep the person, and how they came, as far as they allow it. */
const keepPerson = () => {
    beginning = beginning ?? thisMoment();
    const [touch, isDirect, parameters] = touchOf(beginning);
    campaign = parameters;
    recallPerson();
    // The first touch stays for good; the last one follows each visit that was not direct.
    person.first = person.first ?? touch;
    if (!isDirect)
        person.last = arrival = touch;
};

/** Costs tens of milliseconds on a slow phone, so only events that make the record in the CRM have it. */
const timezone = () => attempt(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
/** The surroundings that every event carries. */
const contextOf = (page, isOfPerson) => {
    const { first, last, groupId } = person;
    return {
        library: { name: 'freshsales-edge', version: VERSION },
        page,
        locale: navigator.language,
        // A robot that admits it; the edge may hold its sign-ups back.
        webdriver: navigator.webdriver,
        timezone: isOfPerson ? timezone() : undefined,
        campaign,
        attribution: { first, last },
        groupId,
        consent: decision,
    };
};
/** An event from what a call said, and from what is known of the page and the person. */
const complete = (type, [fields, options], moment, messageId) => {
    const { timestamp, context, type: _, ...chosen } = options;
    const { anonymousId, userId } = person;
    const page = pageOf(moment);
    return {
        type,
        messageId,
        timestamp: attempt(() => new Date(timestamp ?? moment.time).toISOString()) ??
            new Date(moment.time).toISOString(),
        anonymousId,
        userId,
        previousId: type === 'alias' ? anonymousId : undefined,
        context: { ...contextOf(page, isAboutPerson(type)), ...context },
        ...chosen,
        ...fields,
        ...(type === 'page' && { properties: { ...page, ...fields['properties'] } }),
    };
};

const entryOf = (type, [fields, options], { href, title, referrer }) => {
    const isOwn = referrer.startsWith(`${location.origin}/`);
    return {
        type: type === 'page' ? undefined : type,
        path: pageAddress(href).href.slice(location.origin.length),
        title,
        referrer: isOwn ? undefined : referrer && pageAddress(referrer).href,
        ...fields,
        options: Object.keys(options)[0] ? options : undefined,
    };
};
/** What one entry may take of the device, and all of them where `deliver.js` never comes to make room. */
const MOST_OF_ONE = 2000;
const CUT_CHARACTERS = 200;
const MOST_CHARACTERS = 20000;
/** Robots that admit it; there is a telephone called Cubot. */
const ROBOT = /(^|[^u])bot|crawl|spider/i;
/** Which event of this page load tells how the visitor came. */
let firstId;
/** Characters of all entries, when the last one was kept. */
let historySize = 0;
const historyPrefix = () => `${PREFIX}.h.${settings.writeKey}.`;
/** Oldest first, since keys begin with the time. Each entry has a key, so tabs never meet. */
const kept = () => keys(historyPrefix())
    .sort()
    .map((key) => [key, `${read(key)}`]);
/** Keeps an event of a stranger on the device, and answers whether it could. */
const keep = (messageId, entry) => {
    firstId = firstId ?? messageId;
    const told = { ...entry, last: firstId === messageId ? arrival : undefined };
    let text = stringify(told);
    if (text[MOST_OF_ONE])
        text = stringify(told, CUT_CHARACTERS);
    historySize = kept().join('').length;
    return (!ROBOT.test(navigator.userAgent) &&
        historySize < MOST_CHARACTERS &&
        write(historyPrefix() + (/^\d{13}-/.test(messageId) ? messageId : createId()), text));
};

/** What each method takes, in order: ids, then the name of its object, if it has one. */
const PARAMETERS = {
    identify: 'userId,traits',
    group: 'groupId,traits',
    track: 'event,properties',
    page: 'category,name,properties',
    screen: 'category,name,properties',
    alias: 'userId,previousId,',
};
const normalize = (type, given) => {
    const ids = PARAMETERS[type].split(',');
    const content = ids.pop();
    const texts = given.filter((argument) => argument && /string|number/.test(typeof argument));
    // Nothing at all stands for an object, except in the first places, where it is a missing id.
    const objects = given.filter((argument, index) => argument == null ? index >= ids.length : typeof argument === 'object');
    const fields = {};
    // One text alone is the name of a page, not its category.
    if (ids[1] === 'name' && !texts[1])
        ids.shift();
    for (const id of ids)
        if (texts[0])
            fields[id] = `${texts.shift()}`;
    if (content)
        fields[content] = objects.shift();
    return [
        fields,
        objects[0] ?? {},
        given.find((argument) => typeof argument === 'function'),
    ];
};

/** Removes every trace from the device but the mark of the decision. */
const erase = () => {
    for (const key of keys(PREFIX))
        if (key !== CONSENT_KEY)
            remove(key);
    setCookie('');
    setPerson({ anonymousId: createId(), domain: person.domain });
};
/**
 * Counts at once: banners load the page anew in the next moment. A purpose that is not named follows
 * a plain `true` and is refused otherwise.
 */
const decide = (granted) => {
    const { analytics = granted, marketing = granted } = Object(granted);
    const decision = {
        ...granted,
        analytics: analytics === true,
        marketing: marketing === true,
    };
    setDecision(decision);
    attempt(() => {
        if (!isOn(settings.cookieless))
            localStorage[CONSENT_KEY] = stringify(decision);
    });
    if (!isConsentGiven())
        erase();
};

/** Everybody is told by then, so that promises settle also where the file neither comes nor fails. */
const COMES_WITHIN_MS = 10000;
/** With so much of a stranger's history `deliver.js` has to look after the room it takes. */
const CROWDED_CHARACTERS = 5000;
let delivery;
/** Where `deliver.js` comes from. */
let get;
let loading;
let held = [];
/** How many of them have been sent. */
let sent = 0;
let isScheduled = false;
let isLeaving = false;
const installDelivery = (file) => {
    delivery = file;
};
/** From now on `deliver.js` has the word. */
const handOver = () => {
    const calls = held;
    held = [];
    delivery?._begin(calls);
};
/** After a failure the next occasion tries again. */
const loadDelivery = () => {
    if (delivery)
        return;
    loading =
        loading ??
            Promise.race([get(), new Promise((_, fail) => setTimeout(fail, COMES_WITHIN_MS))])
                .then((file) => {
                installDelivery(file);
                handOver();
            })
                .catch(() => {
                loading = undefined;
                sendBlind();
                for (const one of held) {
                    one[2]?.({ status: 'queued', reason: 'deliver.js has not come' });
                    one[2] = undefined;
                }
                on('online', loadDelivery);
            });
};
/** There is something to send, or will be, or pages that are gone have left something. */
const isWanted$1 = () => isDebugging() ||
    isKnown() ||
    /^[bs]/.test(`${settings.anonymous}`) ||
    settings.linkDomains ||
    settings.cookieDomain ||
    settings.consent === 'auto' ||
    !navigationApi() ||
    permits('page') == null ||
    historySize > CROWDED_CHARACTERS ||
    (mayStore() && keys(shared())[0]);
/** Loads `deliver.js` where there is something to do for it. */
const begin = () => {
    if (delivery)
        handOver();
    else if (isWanted$1())
        loadDelivery();
};
/** What is to be sent of it; what is only to be kept of a stranger is kept. */
const eventsOf = (calls) => {
    const isSent = settings.anonymous === 'send' || isKnown();
    let isWithPerson = false;
    // Not before a middleware has seen an event, and never in a dry run.
    return calls.some(([method]) => method === 'use') || isAhead() || isDebugging()
        ? []
        : calls.flatMap(([method, given, , moment, messageId]) => attempt(() => {
            const type = method;
            const call = normalize(type, given);
            const event = complete(type, call, moment, messageId);
            const { context } = event;
            if (!permits(type, context))
                return [];
            const isPerson = isAboutPerson(type);
            isWithPerson = isWithPerson || isPerson;
            if (isSent || isPerson || context?.['form'] || (isWithPerson && type === 'track'))
                return event;
            keep(messageId, entryOf(type, call, moment));
            return [];
        }) ?? []);
};
const sendBlind = () => {
    const events = eventsOf(held).slice(sent);
    sent += events.length;
    if (events[0])
        postBlind(events);
};
/** What has been said is stored before anything else, and sent when the page goes. */
const saveHeld = () => {
    isScheduled = false;
    if (delivery)
        return;
    const batch = eventsOf(held);
    if (batch[0])
        write(own(), stringify({ batch, handedAt: batch.map(() => Date.now()) }));
    if (isLeaving)
        sendBlind();
    else
        loadDelivery();
};
/** Until `deliver.js` is there, a call waits, with its moment, as it did in the stub. */
const call = (method, given, moment) => {
    if (delivery)
        return delivery._call(method, given, moment);
    const promise = new Promise((resolve) => hold(method, given, resolve, moment));
    if (!/^(on|use|trackL)/.test(method))
        return promise;
    let undo;
    promise.then((done) => {
        undo = done;
    });
    return () => (undo ? undo() : promise.then(() => undo?.()));
};
const hold = (method, given, resolve, moment = thisMoment(), messageId = createId(moment.time)) => {
    // What it means for other calls waits like any of them.
    if (method === 'consent')
        decide(given[0]);
    held.push([method, given, resolve, moment, messageId]);
    if (!isScheduled && resolve) {
        isScheduled = true;
        Promise.resolve().then(saveHeld);
    }
};
/** What comes after a held call waits as well, unless it is after views only that nobody waits for. */
const isHolding = () => loading || held.some(([method, , resolve]) => resolve || method !== 'page');
/** The page may be gone in a moment. */
const leave = () => {
    isLeaving = true;
    setTimeout(() => {
        isLeaving = false;
    });
    if (delivery)
        delivery._leave();
    else if (held[0])
        saveHeld();
};

/** Under this name `sessionStorage` keeps what the next page of the tab has to find out. */
const NEXT_PAGE_KEY = 'fse.form';
/** Whether a form is the one that was named, or one of those; a field named `matches` is in nobody's way. */
const isWanted = (scope, wanted) => wanted === scope || Element.prototype.matches.call(scope, `${wanted}`);

const FIELDS = 'input,select,textarea';
/** Fields that may hold what must not leave the page; `forms.js` and the edge know better which do. */
const SECRET = /pass|card|cc-|cv[cv]|code|otp|pin|ssn|secret|token/i;
/** Scripts and frames of widgets, as far as they can be told here; `widgets.ts` knows whose each is. */
const WIDGETS = '[src*=calendly],[src*=typeform],[src*=jotform],[src*=hsforms],[src*=web_forms],[src*=meetings],[src*=freshchat],[src*="tally."],[src*="cal."]';
/** Whether handing a form in is consent to what it says. */
const isFormConsent = () => settings.formsConsent === 'form';
const captures = new Set();
const caught = [];
/** Finds nothing, where no widgets are wanted. */
let widgets = 'none';
let isInstalled = false;
const load = () => {
    if (delivery)
        delivery._openForms();
    else
        loadDelivery();
};
/** The fields as they are; of what may be a secret only that it is there. */
const rawFields = (scope) => [...scope.querySelectorAll(FIELDS)].map(({ type, name, autocomplete, labels, placeholder, value, checked }) => ({
    type,
    name,
    autocomplete,
    label: labels?.[0]?.textContent ?? placeholder,
    value: /^(pass|hid|fil)/.test(type) || (type !== 'email' && SECRET.test(name + autocomplete))
        ? ''
        : value,
    checked,
}));
/** Loads what sees forms at the first use of a field; what is handed in meanwhile is taken down at once. */
const onUse = (event) => {
    const { type } = event;
    const target = (event.composedPath()[0] ?? event.target);
    const isHandedIn = type === 'submit' || (event.isTrusted && /^c|Enter/.test(type + event.key));
    const scope = target.closest?.('form') ?? document.body;
    if (isHandedIn && scope.querySelector(FIELDS))
        caught.push({ event, scope, fields: rawFields(scope), moment: thisMoment() });
    else if (type === 'blur' ? document.activeElement?.tagName !== 'IFRAME' : !target.matches?.(FIELDS))
        return;
    load();
};
/**
 * The page goes before `forms.js` came: the edge reads the fields of the last form handed in. Nobody
 * saw what became of one that a script sends, but nothing is lost so.
 */
const sendRaw = () => {
    const last = caught
        .splice(0)
        .filter(({ event }) => event.type === 'submit')
        .pop();
    if (!last)
        return;
    const { scope, fields, moment } = last;
    if (![...captures].some(([wanted]) => attempt(() => isWanted(scope, wanted))))
        return;
    const context = {
        // As lists: an event has room for 200 keys.
        form: { raw: fields.map(Object.values), provisional: true },
        ...(isFormConsent() && { consent: { analytics: true, marketing: true } }),
    };
    call('identify', [{}, { context }], moment);
    call('track', ['Form Submitted', { formId: scope.id, url: pageAddress(moment.href).href }, { context }], moment);
};
const install = () => {
    on('focusin pointerdown keydown click submit blur', (event) => attempt(() => onUse(event)));
    on('pagehide', sendRaw);
    if (attempt(() => sessionStorage[NEXT_PAGE_KEY]))
        load();
    // Again when all of the page is there: it may be idle in the middle of its coming.
    const look = () => document.querySelector(widgets) && load();
    on('load', look);
    const idle = window.requestIdleCallback ?? setTimeout;
    idle(() => {
        look();
        if (document.querySelector(FIELDS))
            loadDelivery();
    });
};
/**
 * Sees sign-ups of a form, or of all that a selector names, now and later. What does that is a file
 * of its own, which only pages get whose forms are used.
 */
const captureForm = (form, options = {}) => {
    // With all forms, also what other vendors' widgets are handed.
    if (form === 'form' && settings.widgets !== 'off')
        widgets = WIDGETS;
    if (!isInstalled)
        install();
    isInstalled = true;
    const capture = [form, options];
    captures.add(capture);
    return () => captures.delete(capture);
};

/** The public face. */
const analytics = {
    captureForm,
    user() {
        meet();
        const { known, earlier, domain, ...user } = person;
        return { ...user, traits: user.traits ?? {} };
    },
};
const OTHERS = 'consent flush reset setAnonymousId trackLink on use ready debug';
for (const method of [...Object.keys(PARAMETERS), ...OTHERS.split(' ')])
    analytics[method] = (...given) => call(method, given);

const current = globalThis.document?.currentScript;
/**
 * Our own tag: only while the script runs for the first time is it known which one it is. Intentionally
 * not without a look at it: what visitors may write into a page, such as `<img name="currentScript">`, takes
 * this name as well, and would say where our files come from.
 */
const ownScript = current && current instanceof HTMLScriptElement ? current : null;

/** Where scripts need a nonce or a hash, so do these. */
ownScript?.nonce || ownScript?.integrity;

/** A link in an e-mail of Freshsales says itself whose timeline the view is for. */
const TIMELINE_LINK = /[?&]fs_.id=/;
/**
 * Reports a page view. That of a stranger is only kept, without anything else of the library, or held
 * in memory where nothing may be kept yet.
 */
const view = (moment) => {
    if (!delivery) {
        // Another tab may know better.
        recallDecision();
        recallPerson();
        const isAllowed = permits('page');
        if (isAllowed === false)
            return;
        if (!isHolding() && !isWanted$1() && !TIMELINE_LINK.test(moment.href)) {
            const messageId = createId(moment.time);
            if (!isAllowed || !keep(messageId, entryOf('page', [{}, {}], moment)))
                hold('page', [], undefined, moment, messageId);
            return;
        }
    }
    call('page', [], moment);
};

/** Most frameworks set the title a moment after the address, some only when their data has come. */
const TITLE_SETTLES_MS = 100;
const TITLE_COMES_MS = 1500;
/** The address that was counted last, and the title it had. */
let seen = '';
let seenTitle = '';
/** A page view whose title may still change. */
let due;
/** It leads to another page by script, and the title may take its time. */
let isSlow = false;
let timer;
/** With all of its query: what is not told makes another page all the same. */
const address = () => location.href.replace(/#(?!!?\/).*/, '');
const report = () => {
    clearTimeout(timer);
    if (!due)
        return;
    seenTitle = document.title;
    view({ ...due, title: seenTitle });
    due = undefined;
};
const settle$1 = () => {
    const isOver = due && Date.now() - due.time > TITLE_COMES_MS;
    if (isOver || !isSlow || document.title !== seenTitle)
        report();
    else
        timer = setTimeout(settle$1, TITLE_SETTLES_MS);
};
const look = ({ persisted, isPush } = {}) => {
    const before = seen;
    if (document.hidden === true || (address() === before && !persisted))
        return;
    report();
    seen = address();
    isSlow = !!isPush && seen.split('#')[0] !== before.split('#')[0];
    due = { ...thisMoment(), referrer: before || document.referrer };
    timer = setTimeout(settle$1, TITLE_SETTLES_MS);
};
/**
 * Reports page views: the first one, each new address within the page, and each return from the
 * back/forward cache. Pushing the same address again is none, and neither is `replaceState`, which
 * routers call for their own book-keeping; within the settling time it corrects the address.
 * Pages rendered ahead and tabs opened in the background count when they are first seen.
 */
const watchPages = () => {
    look();
    on('visibilitychange pageshow', look);
    on('pagehide', report);
    navigationApi()?.addEventListener('currententrychange', ({ navigationType }) => navigated(!/push|tr/.test(`${navigationType}`), navigationType === 'push'));
};
/** The address has changed within the page. */
const navigated = (isReplace, isPush) => {
    if (!isReplace)
        look({ isPush });
    else if (seen) {
        // A redirect is the router's last word.
        if (seen !== address())
            isSlow = false;
        seen = address();
        if (due)
            due.href = seen;
    }
};

const LATER_MS = 2000;
/** From then on others may know better than this page. */
let isSettled = false;
/** Reads what the page chose and what is known of the visitor, and begins to watch, after the calls of a stub. */
const start = (options, calls = []) => {
    configure(options);
    recallDecision();
    for (const one of calls)
        hold(...one);
    keepPerson();
    begin();
    // Cookies cost time that a page that is loading needs.
    setTimeout(settle, LATER_MS);
    // Intentionally no `unload` or `beforeunload`: they shut the page out of the back/forward cache.
    on('pagehide freeze', () => {
        // Before the last words: who is known by the cookie alone has something to say. In one listener:
        // after each the browser tells of requests that end with the page.
        settle();
        leave();
    });
    const { forms, pages } = settings;
    if (isOn(forms))
        captureForm(`${forms}`.replace(/^(true)?$/, 'form'));
    if (isOn(pages))
        watchPages();
};
/** Brings the cookie and localStorage in step. */
const settle = () => {
    if (isSettled)
        return;
    isSettled = true;
    if (delivery)
        delivery._settle();
    else
        recallDecision();
    meet();
    savePerson();
    if (!delivery)
        begin();
};

const dropped = async () => ({
    status: 'dropped',
    reason: 'there is no browser here',
});
const nothing = () => { };
const undo = () => nothing;
/** The library where there is no page: in server rendering. */
const nowhere = {
    identify: dropped,
    group: dropped,
    track: dropped,
    page: dropped,
    screen: dropped,
    alias: dropped,
    flush: async () => ({ status: 'delivered' }),
    reset: nothing,
    user: () => ({ anonymousId: '', traits: {} }),
    setAnonymousId: nothing,
    consent: nothing,
    captureForm: undo,
    trackLink: undo,
    on: undo,
    use: undo,
    ready: async () => { },
    debug: nothing,
};
let isCreated = false;
/**
 * Starts the library, in code that is bundled. A page has one: called again (hot reload, a component
 * mounted twice) it answers with the same object. On a server it answers with one whose calls do
 * nothing.
 */
const createAnalytics = (options) => {
    if (typeof window === 'undefined')
        return nowhere;
    for (const name of ['writeKey', 'endpoint'])
        if (!options[name])
            console.error(`analytics: the option ${name} is missing`);
    if (!isCreated) {
        installDelivery(delivery$1);
        start(options);
    }
    isCreated = true;
    return analytics;
};

export { createAnalytics };
