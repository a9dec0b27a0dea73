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
const MOST_CHARACTERS$3 = 1000;
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
    const href = (scheme + host + safePath(path) + safeQuery(search) + hash).slice(0, MOST_CHARACTERS$3);
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
const own$1 = () => {
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
const isDebugging$1 = () => ASKED.test(location.search) || attempt(() => localStorage['fse.debug']);

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

let recalled;
/** Until told otherwise, calls count as made at this moment. */
const recall = (moment) => {
    recalled = moment;
};
const thisMoment = () => recalled ?? {
    time: Date.now(),
    href: location.href,
    title: document.title,
    referrer: document.referrer,
};
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
const MOST_CHARACTERS$2 = 20000;
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
        historySize < MOST_CHARACTERS$2 &&
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
let delivery$1;
/** Where `deliver.js` comes from. */
let get$2;
let loading;
let held = [];
/** How many of them have been sent. */
let sent = 0;
let isScheduled$1 = false;
let isLeaving = false;
const installDelivery = (file) => {
    delivery$1 = file;
};
/** From now on `deliver.js` has the word. */
const handOver$1 = () => {
    const calls = held;
    held = [];
    delivery$1?._begin(calls);
};
/** After a failure the next occasion tries again. */
const loadDelivery = () => {
    if (delivery$1)
        return;
    loading =
        loading ??
            Promise.race([get$2(), new Promise((_, fail) => setTimeout(fail, COMES_WITHIN_MS))])
                .then((file) => {
                installDelivery(file);
                handOver$1();
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
const isWanted$1 = () => isDebugging$1() ||
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
    if (delivery$1)
        handOver$1();
    else if (isWanted$1())
        loadDelivery();
};
/** What is to be sent of it; what is only to be kept of a stranger is kept. */
const eventsOf$1 = (calls) => {
    const isSent = settings.anonymous === 'send' || isKnown();
    let isWithPerson = false;
    // Not before a middleware has seen an event, and never in a dry run.
    return calls.some(([method]) => method === 'use') || isAhead() || isDebugging$1()
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
    const events = eventsOf$1(held).slice(sent);
    sent += events.length;
    if (events[0])
        postBlind(events);
};
/** What has been said is stored before anything else, and sent when the page goes. */
const saveHeld = () => {
    isScheduled$1 = false;
    if (delivery$1)
        return;
    const batch = eventsOf$1(held);
    if (batch[0])
        write(own$1(), stringify({ batch, handedAt: batch.map(() => Date.now()) }));
    if (isLeaving)
        sendBlind();
    else
        loadDelivery();
};
/** Until `deliver.js` is there, a call waits, with its moment, as it did in the stub. */
const call = (method, given, moment) => {
    if (delivery$1)
        return delivery$1._call(method, given, moment);
    const promise = new Promise((resolve) => hold$1(method, given, resolve, moment));
    if (!/^(on|use|trackL)/.test(method))
        return promise;
    let undo;
    promise.then((done) => {
        undo = done;
    });
    return () => (undo ? undo() : promise.then(() => undo?.()));
};
const hold$1 = (method, given, resolve, moment = thisMoment(), messageId = createId(moment.time)) => {
    // What it means for other calls waits like any of them.
    if (method === 'consent')
        decide(given[0]);
    held.push([method, given, resolve, moment, messageId]);
    if (!isScheduled$1 && resolve) {
        isScheduled$1 = true;
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
    if (delivery$1)
        delivery$1._leave();
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
/** A form or a widget is about to be used. */
let areFormsUsed = false;
let isInstalled = false;
let isOver = false;
/** From now on `forms.js` sees what happens. */
const endCatching = () => {
    isOver = true;
};
const load = () => {
    areFormsUsed = true;
    if (delivery$1)
        delivery$1._openForms();
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
    if (isOver)
        return;
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

/** Firefox keeps what came of an address, a failure as well: the next try has another. */
let again = '';
/** The query tells logs and network panels who asked; what is served does not depend on it. */
const urlOf = (file) => `${parseUrl(`/sdk/${VERSION}/${file}.js?sdk.js${again}`, ownScript?.src || edgeUrl())}`;
let policy;
/** Where scripts need a nonce or a hash, so do these. */
const isStrict = ownScript?.nonce || ownScript?.integrity;
/** A page may allow each policy once. */
const trusted = (url) => {
    policy =
        policy ??
            window.trustedTypes.createPolicy('freshsales-edge', { createScriptURL: (text) => text });
    return policy.createScriptURL(url);
};
/** May load under the page's policies: with the nonce of our own element, and the hash of the build. */
const allowed = (file, hash) => {
    const url = urlOf(file);
    return {
        src: attempt(() => trusted(url)) ?? url,
        nonce: ownScript?.nonce ?? '',
        integrity: isStrict ? hash : '',
        crossOrigin: 'anonymous',
    };
};
/**
 * A module that an element has loaded, under its nonce and hash, is the one that `import` then
 * finds; it asks for it itself only where neither is needed, and never for one that the element refused.
 */
const importFile = (file, hash) => bring(file, hash).catch((error) => {
    again += '+';
    throw error;
});
const bring = async (file, hash) => {
    if (isStrict)
        await new Promise((done, fail) => {
            const element = document.createElement('script');
            document.head.append(Object.assign(element, allowed(file, hash), {
                type: 'module',
                onload: done,
                onerror: fail,
            }));
        });
    return import(urlOf(file));
};

/** A link in an e-mail of Freshsales says itself whose timeline the view is for. */
const TIMELINE_LINK = /[?&]fs_.id=/;
/**
 * Reports a page view. That of a stranger is only kept, without anything else of the library, or held
 * in memory where nothing may be kept yet.
 */
const view = (moment) => {
    if (!delivery$1) {
        // Another tab may know better.
        recallDecision();
        recallPerson();
        const isAllowed = permits('page');
        if (isAllowed === false)
            return;
        if (!isHolding() && !isWanted$1() && !TIMELINE_LINK.test(moment.href)) {
            const messageId = createId(moment.time);
            if (!isAllowed || !keep(messageId, entryOf('page', [{}, {}], moment)))
                hold$1('page', [], undefined, moment, messageId);
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
let timer$1;
/** With all of its query: what is not told makes another page all the same. */
const address = () => location.href.replace(/#(?!!?\/).*/, '');
const report = () => {
    clearTimeout(timer$1);
    if (!due)
        return;
    seenTitle = document.title;
    view({ ...due, title: seenTitle });
    due = undefined;
};
const settle$2 = () => {
    const isOver = due && Date.now() - due.time > TITLE_COMES_MS;
    if (isOver || !isSlow || document.title !== seenTitle)
        report();
    else
        timer$1 = setTimeout(settle$2, TITLE_SETTLES_MS);
};
const look = ({ persisted, isPush } = {}) => {
    const before = seen;
    if (document.hidden === true || (address() === before && !persisted))
        return;
    report();
    seen = address();
    isSlow = !!isPush && seen.split('#')[0] !== before.split('#')[0];
    due = { ...thisMoment(), referrer: before || document.referrer };
    timer$1 = setTimeout(settle$2, TITLE_SETTLES_MS);
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

/** Calls code of the page; what it throws goes to the console, and no further. */
const guarded = (listener, payload) => {
    try {
        listener?.(payload);
    }
    catch (error) {
        console.error(error);
    }
};

/** Who wants to hear of events and outcomes; a middleware is a listener that may answer. */
const listeners = new Set();
let isDebugging = false;
const debug = (isOn = true) => {
    isDebugging = isOn;
};
/** Returns its undo. */
const listen = (...listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
};
const emit = (name, payload) => {
    if (isDebugging)
        console.log('analytics:', name, payload);
    for (const [wanted, listener] of listeners)
        if (wanted === name)
            guarded(listener, payload);
};

/** What a browser checks `forms.js` against: the build puts the hash of the file here. */
const FORMS_HASH = 'sha256-FORMS';
/** Where `forms.js` comes from. */
let get$1 = () => importFile('forms', FORMS_HASH);
let importOther = importFile;
let opening;
/** The npm package has it beside itself. */
const importFormsBy = (other) => {
    get$1 = other;
    importOther = undefined;
};
/** Into the cache of the browser, where there are fields that may be used; nothing runs. */
const preloadForms = () => {
    if (!importOther || !captures.size || !document.querySelector(FIELDS))
        return;
    const { src, ...rest } = allowed('forms', FORMS_HASH);
    const link = Object.assign(document.createElement('link'), rest);
    document.head.append(Object.assign(link, { rel: 'modulepreload', href: src }));
};
/** What is no module, or none of ours, counts as not there; the next occasion tries again. */
const openForms = () => {
    if (!areFormsUsed)
        return;
    opening =
        opening ??
            get$1()
                .then(({ start }) => {
                start({
                    captures,
                    caught,
                    rawFields,
                    record: call,
                    thisMoment,
                    createId,
                    pageAddress,
                    endpoint: edgeUrl(),
                    mayStore,
                    isConsent: isFormConsent(),
                    emit,
                    person: () => person,
                    importFile: importOther,
                    widgets,
                });
                endCatching();
            })
                .catch(() => {
                opening = undefined;
            });
};

/** Where `consent.js` comes from, and what a browser checks it against: the build puts the hash of the file here. */
let get = () => importFile('consent', 'sha256-CONSENT');
const importConsentBy = (other) => {
    get = other;
};
/** Lets the banner of the page decide. What knows banners is a file of its own; without it, all stays in memory. */
const followBanner = () => {
    if (settings.consent !== 'auto')
        return;
    get()
        .then(({ start }) => start(analytics.consent, settings))
        .catch(() => 0);
};

/** What the edge takes of one event. */
const DEEPEST = 8;
const MOST_KEYS = 200;
/** Half of a character that takes two, as `name.slice(0, 4)` leaves of an emoji. */
const HALF_CHARACTER = /[\ud800-\udfff]/gu;
/**
 * A copy of whatever a page hands over, as JSON that the edge takes: a value that cannot be told (an
 * element, a getter that throws, a circle) falls away and takes nothing along. Longer texts are cut.
 */
const clean = (given, longest = Infinity) => {
    let room = MOST_KEYS;
    const copy = (value, around) => {
        const kind = typeof value;
        if (kind === 'bigint')
            return `${value}`;
        if (kind === 'string')
            return value.slice(0, longest).replace(HALF_CHARACTER, '\ufffd');
        if (kind !== 'object' || !value)
            return /^[fs]/.test(kind) ? undefined : value;
        return attempt(() => copyObject(value, around));
    };
    const copyObject = (value, around) => {
        const { nodeType, toISOString, toJSON } = value;
        const within = [...around, value];
        if (around.includes(value) || around[DEEPEST] || nodeType || value['window'] === value)
            return undefined;
        // Intentionally not `toJSON`, which old libraries replace for all dates and lists.
        if (toISOString)
            return toISOString.call(value);
        if (Array.isArray(value))
            return value.map((item) => copy(item, within));
        if (toJSON && toJSON !== {}.toJSON)
            return copy(value.toJSON(), within);
        const result = {};
        for (const key of Object.keys(value)) {
            if (room-- <= 0)
                break;
            const item = attempt(() => copy(value[key], within));
            if (item !== undefined)
                result[key] = item;
        }
        return result;
    };
    return copy(given, []);
};

/** Whether a node is what a selector names, or one of the given elements. */
const isAmong = (node, wanted) => typeof wanted === 'string' ? node.matches?.(wanted) : [wanted].flat().includes(node);
/** Calls back for clicks on what a selector names, now and later, or on given elements. Returns its undo. */
const onClick = (links, listener) => {
    const onEvent = (event) => {
        guarded(() => {
            const link = event.composedPath().find((node) => isAmong(node, links));
            if (link)
                listener(link);
        });
    };
    addEventListener('click', onEvent, true);
    return () => removeEventListener('click', onEvent, true);
};

const changePerson = (changes, known = person) => {
    meet();
    setPerson({ ...known, ...changes });
    savePerson();
};
const forgetPerson = () => changePerson({ anonymousId: createId() }, { domain: person.domain });
const ADDRESS = /mail\w*":[^,]*@/i;
/** What an event says about who the person is. */
const remember = (event) => {
    const { type, context, traits } = event;
    const given = type === 'identify' ? traits : undefined;
    const isIntroduced = ADDRESS.test(stringify([given, context?.traits]));
    if (!isAboutPerson(type) && !isIntroduced)
        return;
    const { userId = person.userId, groupId = person.groupId } = event;
    changePerson({
        userId,
        groupId,
        known: person.known || isIntroduced || undefined,
        // What was entered in a form is not kept on a device that may be somebody else's tomorrow.
        traits: given && !context?.['form'] ? { ...person.traits, ...given } : person.traits,
    });
};

/** An edge that has not answered by then is taken for unreachable. */
const ANSWER_WITHIN_MS = 20000;
/**
 * A beacon, where `fetch` knows no keepalive or is a function of the page. It tells nothing of its
 * fate, so the events stay, and the edge drops what it has seen.
 */
const beacon = (body) => navigator.sendBeacon(edgeUrl(), body);
const post = async (body, keepalive) => {
    const response = await attempt(() => request(body, keepalive, AbortSignal.timeout?.(ANSWER_WITHIN_MS)));
    if (!response?.json)
        throw `fetch is not the browser's: ${beacon(body)}`;
    return response;
};

/** Browsers allow 64 KiB of keepalive bodies in flight for a whole page; the rest is left to others. */
const KEEPALIVE_BYTES = 60000;
/** A page keeps as much as this, whatever others keep. */
const MODEST_CHARACTERS = 64000;
/** What this page has in memory and all pages have in storage; browsers store two bytes a character. */
const MOST_CHARACTERS$1 = 400000;
/**
 * What waits for consent or to be acknowledged: in memory, and on disk where allowed, so that it
 * outlives the page. Dropped are only events that were handed over six days ago and, when there is no
 * more room, the oldest.
 */
let queue = [];
/** By the clock that nobody sets. */
const now = () => performance.now();
const eventsOf = (items) => items.map(({ _event }) => _event);
const bodyOfItems = (items) => bodyOf(eventsOf(items));
/** Percent-encoded, a text has at least as many characters as bytes. */
const isLarge = (items) => !!encodeURIComponent(bodyOfItems(items))[KEEPALIVE_BYTES];
const othersKeep = () => keys(PREFIX)
    .filter((key) => key !== own$1())
    .map((key) => `${read(key)}`);
/** Writes down what waits, or that nothing does. What is stored already outlives a write that fails. */
const save = () => {
    const items = queue.filter(isHandedOver);
    const handedAt = items.map(({ _handedAt = 0 }) => Date.now() - now() + _handedAt);
    const body = stringify({ batch: eventsOf(items), handedAt });
    if (body[MODEST_CHARACTERS] && (body + othersKeep())[MOST_CHARACTERS$1]) {
        for (const item of queue.slice(0, 1 + queue.length / 9))
            finish(item, 'dropped', 'no room');
        save();
    }
    else if (!items[0])
        remove(own$1());
    else if (!isAhead())
        write(own$1(), body);
};
const isHandedOver = ({ _handedAt }) => _handedAt != null;
const handOver = (items) => {
    for (const item of items)
        item._handedAt = item._handedAt ?? now();
};
/** Puts items into the queue whose events are not there yet. */
const enqueue = (items, isFirst) => {
    const ids = queue.map(({ _event }) => _event.messageId);
    const added = items.filter(({ _event }) => !ids.includes(_event.messageId));
    queue = isFirst ? [...added, ...queue] : [...queue, ...added];
};
/** Tells the caller, once, and everyone who listens; that something waits is told but once. */
const conclude = (item, status, reason) => {
    const { _settle, _event } = item;
    if (status === 'queued' && !_settle)
        return;
    const outcome = { status, reason, event: _event };
    item._settle = undefined;
    _settle?.(outcome);
    emit(status, outcome);
};
/** Nothing happens to an event that another answer has already settled. */
const finish = (item, status, reason) => {
    if (!queue.includes(item))
        return;
    queue = queue.filter((other) => other !== item);
    conclude(item, status, reason);
};

/** What the history of a stranger may take of the device, keys included. */
const MOST_ENTRIES = 100;
const MOST_CHARACTERS = 7900;
const viewsOf = (entries) => entries.filter(([, text]) => !text.startsWith('{"type"'));
/** The oldest view goes first; the first view and what is no view stay as long as they can. */
const keepRoom = () => {
    const all = kept();
    const [first, ...views] = viewsOf(all);
    const others = all.filter((entry) => entry !== first && !views.includes(entry));
    for (const entry of [...views, ...others]) {
        const left = kept();
        const characters = left.flat().join('').length;
        if (!left[MOST_ENTRIES] && characters <= MOST_CHARACTERS)
            return;
        if (views.includes(entry))
            person.earlier = (person.earlier ?? 0) + 1;
        remove(entry[0]);
        storePerson();
    }
};

const OLDEST_MS$1 = 30 * 24 * 3600 * 1000;
/** Quiet for this long ends a visit, at the edge as well. */
const VISIT_IDLE_MS = 30 * 60000;
const forgetHistory = () => {
    for (const [key] of kept())
        remove(key);
};
/** The event as if it had been sent at once. `previous` is the page before. */
const eventOf = (entry, messageId, previous) => {
    const { type = 'page', path, title, referrer = previous, options, last, whole, ...fields } = entry;
    const time = Number.parseInt(messageId, 10);
    const moment = { time, href: location.origin + path, title: title, referrer };
    const call = [fields, options ?? {}];
    return whole ?? clean(complete(type, call, moment, messageId));
};
/** The history as the events it was; what somebody has spoiled is no event. */
const readHistory = () => {
    const { first, last: latest, earlier } = person;
    let last;
    let previous = '';
    let before = 0;
    const items = kept().flatMap(([key, text]) => {
        const id = key.slice(historyPrefix().length);
        const time = Number.parseInt(id, 10);
        const entry = parse(text);
        const _event = attempt(() => eventOf(entry, id, previous));
        const { context } = _event ?? {};
        const isRecent = Date.now() - time <= OLDEST_MS$1;
        if (!entry || !_event || !context || !isRecent)
            return [];
        last = entry.last ?? last ?? (Date.parse(`${latest?.at}`) <= time ? latest : undefined);
        // Once a visit is enough, and leaves room for more of it in one request.
        const isBeginning = entry.last || time - before > VISIT_IDLE_MS;
        context.attribution = (isBeginning ? { first, last } : undefined);
        context.campaign = undefined;
        if (!before && earlier)
            context['earlierPages'] = earlier;
        previous = context.page?.url ?? previous;
        before = time;
        return [{ _event }];
    });
    if (items[0])
        person.earlier = undefined;
    return items;
};
/** Hands over all that was kept of a stranger, with what is in memory only. */
const release$1 = () => {
    meet();
    const entries = kept();
    const history = readHistory();
    // Who it is goes in the first request, and all that went before as well where it fits.
    enqueue(history, !isLarge([...history, ...queue]));
    handOver(queue.filter(({ _event }) => permits(_event.type, _event.context)));
    if (!entries[0])
        return;
    // On disk in one place or the other, whatever happens in between.
    save();
    for (const [key] of entries)
        remove(key);
};

/** Why an event of a stranger is not sent. */
const KEPT = 'kept until the visitor is known';
/** With `data-anonymous="batch"` what waits is sent by then, or with so many views. */
const BATCH_MS = 20000;
const BATCH_VIEWS = 3;
let timer;
const keepItem = ({ _event, _call, _moment }) => {
    const { type, messageId } = _event;
    // Views are known by having no type.
    const whole = { type: type === 'page' ? undefined : type, whole: _event };
    return keep(messageId, _call ? entryOf(type, _call, _moment) : whole);
};
/**
 * What nobody can attach to a person stays on the device until they are known. An event about who
 * they are goes at once, and so does what the same form says.
 */
const sortStrangers = (send) => {
    if (isAhead())
        return;
    if (settings.anonymous === 'send' || isKnown())
        release$1();
    let isWithPerson = false;
    for (const item of queue) {
        const { type, context } = item._event;
        if (isHandedOver(item) || !permits(type, context))
            continue;
        isWithPerson = isWithPerson || isAboutPerson(type);
        if (isAboutPerson(type) || context?.['form'] || (isWithPerson && type === 'track'))
            handOver([item]);
        else if (ROBOT.test(navigator.userAgent))
            finish(item, 'dropped', 'a robot');
        // A link in an e-mail of Freshsales says itself whose timeline the view is for.
        else if (type === 'page' && /fs_.id=/.test(`${context?.page?.search}`))
            handOver([item]);
        else if (keepItem(item)) {
            finish(item, 'queued', KEPT);
            keepRoom();
            sendLater(send);
        }
    }
};
/** With `data-anonymous="batch"`. */
const sendLater = (send) => {
    const views = viewsOf(kept());
    if (settings.anonymous !== 'batch' || !kept()[0])
        return;
    timer =
        timer ??
            setTimeout(() => {
                releaseBatch();
                send();
            }, BATCH_MS);
    if (views[BATCH_VIEWS - 1])
        releaseBatch();
};
const releaseBatch = () => {
    clearTimeout(timer);
    timer = undefined;
    release$1();
};

/**
 * As long as something waits in a page's share of the common storage, it holds a Web Lock of that name,
 * so whoever gets the lock knows that its owner is gone and may take over what it left. Frozen pages let
 * go, since a held lock would keep them out of the back/forward cache.
 */
let release;
/** Uses a name that nobody else does. Answers with nothing when the browser has no locks. */
const lock = (owner, use) => attempt(() => navigator.locks
    .request(owner, { ifAvailable: true }, (granted) => granted && use())
    .catch(() => 0));
const hold = () => {
    if (release)
        return;
    const whenReleased = new Promise((resolve) => {
        release = resolve;
    });
    lock(own$1(), () => whenReleased);
};
const letGo = () => {
    release?.();
    release = undefined;
};
/** What pages have left that are gone; without locks, also what others still keep, which the edge sorts out. */
const findLeft = (take) => {
    for (const key of keys(shared()))
        if (key !== own$1())
            lock(key, () => take(key)) ?? take(key);
};

/**
 * The edge remembers what it has seen for 7 days; handed over longer ago than that, an event might
 * count twice.
 */
const OLDEST_MS = 6 * 24 * 3600 * 1000;
/** At least half a second after the first failure; doubled with each, eight times at most. */
const SHORTEST_RETRY_MS = 500;
const MOST_DOUBLINGS = 8;
/**
 * No new attempt so soon after a failure: requests of a page that is being left fail only as far as
 * it can see, and are not to be sent again by what it does last.
 */
const REST_MS = 400;
let failures = 0;
let retry;
/** Why events wait: because the last request failed, or for consent. */
let trouble = 'no consent yet';
/** The edge asked for silence until then. */
let notBefore = -Infinity;
let isScheduled = false;
let running;
const ship = async (items) => {
    for (const item of items)
        item._isInFlight = true;
    try {
        const inFlight = queue.filter(({ _isInFlight }) => _isInFlight);
        const response = await post(bodyOfItems(items), !isLarge(inFlight));
        // What is no JSON has a status all the same.
        const said = await response.json().catch(() => 0);
        emit('answer', said);
        settle$1(items, said, response);
    }
    catch (error) {
        // A browser hides from scripts why a request failed; a site that is not allowed is the commonest reason.
        settle$1(items, undefined, { status: `${error}: see ALLOWED_ORIGINS;` });
    }
};
/**
 * Only the edge's own word settles an event. A page for people who are offline, a proxy's or a
 * firewall's, whatever its status, says nothing of it.
 */
const settle$1 = (items, said, { status, headers }) => {
    const isTaken = said?.success && typeof said.accepted === 'number';
    const error = said?.success === false ? said.error : undefined;
    const isLater = !isTaken && (!error?.code || /^(408|429|5)/.test(`${status}`));
    if (isTaken)
        trouble = undefined;
    else {
        trouble = `${status} ${error?.message ?? 'not from the edge'}`;
        // Once is enough for what is tried again.
        if (!isLater || !(error || failures))
            console.error('analytics:', trouble);
    }
    if (isLater)
        retryLater(1000 * headers?.get('retry-after') || 0);
    else if (isTaken) {
        failures = 0;
        for (const { index, reason } of said.rejected ?? [])
            finish(items[index], 'dropped', reason);
    }
    for (const item of items) {
        item._isInFlight = false;
        if (isLater)
            conclude(item, 'queued', trouble);
        else
            finish(item, isTaken ? 'delivered' : 'dropped', trouble);
    }
    save();
};
/** Jitter, so that tabs and visitors spread. Requests that fail together count as one failure. */
const retryLater = (atLeast) => {
    if (retry)
        return;
    hold();
    const wait = (1 + Math.random()) * SHORTEST_RETRY_MS * 2 ** Math.min(failures++, MOST_DOUBLINGS);
    notBefore = now() + atLeast + REST_MS;
    retry = setTimeout(() => {
        notBefore = -Infinity;
        flush();
    }, atLeast + wait);
};
const mayTravel = ({ _event: { type, context } }) => permits(type, context);
/** What may go in one request; some events wait for consent, others for an introduction. */
const batchOf = (items) => {
    let batch = items.filter((item) => isHandedOver(item) && !isAhead() && mayTravel(item));
    while (batch[1] && isLarge(batch))
        batch = batch.slice(0, batch.length / 2);
    return batch;
};
const shipAll = () => {
    const waiting = queue.filter(({ _isInFlight }) => !_isInFlight);
    const batch = batchOf(waiting);
    if (batch[0] && !retry) {
        running = Promise.all([running, ship(batch)]);
        shipAll();
    }
    else
        for (const item of waiting)
            conclude(item, 'queued', isHandedOver(item) || !mayTravel(item) ? trouble : KEPT);
};
const sendWaiting = () => {
    isScheduled = false;
    sortStrangers(sendSoon);
    for (const item of queue)
        if (now() - (item._handedAt ?? now()) > OLDEST_MS)
            finish(item, 'dropped', 'older than 6 days');
    save();
    shipAll();
};
/**
 * Sends at the end of this tick: what is recorded together goes together, `track()` costs its caller
 * next to nothing, and the request is still under way before the page can navigate.
 */
const sendSoon = () => {
    if (!isScheduled)
        Promise.resolve().then(sendWaiting);
    isScheduled = true;
};
/** Takes over what pages that are gone have left. */
const adopt = (key) => {
    const { batch = [], handedAt = [] } = parse(read(key)) ?? {};
    // A clock that was put back has made them no younger than they are.
    const ageOf = (index) => Math.max(0, Date.now() - handedAt[index]) || 0;
    // Nothing but the call was known of it where `deliver.js` had not come.
    for (const event of batch)
        if (event.anonymousId === person.anonymousId)
            remember(event);
    enqueue(batch.map((_event, index) => ({ _event, _handedAt: now() - ageOf(index) })));
    remove(key);
    sendSoon();
};
/** Sends all that waits, also what other pages have left, unless the edge asked for silence. */
const flush = () => {
    if (now() >= notBefore) {
        clearTimeout(retry);
        retry = undefined;
        if (mayStore() && !isAhead())
            findLeft(adopt);
        sendWaiting();
    }
    return running;
};
/** A request survives its page where `fetch` knows keepalive; Firefox before 133 needs a beacon. */
const sendLastWords = () => {
    if (attempt(() => 'keepalive' in Request.prototype)) {
        flush();
        return;
    }
    sortStrangers(sendSoon);
    save();
    const batch = batchOf(queue);
    if (batch[0] && now() >= notBefore)
        beacon(bodyOfItems(batch));
};
/** All that waits goes, as far as it may; answers what is left of it. */
const flushAll = async () => {
    await flush();
    if (queue[0])
        return { status: 'queued', reason: trouble };
    return kept()[0] ? { status: 'queued', reason: KEPT } : { status: 'delivered' };
};

/** The parameter that carries the anonymous id to another domain of the site's owner. */
const LINK_PARAMETER = 'fse_id';
/** A link that somebody copied and sent on must not turn its readers into the sender. */
const FRESH_MS = 120000;
/** Whether an address is on one of the other domains that the site names as its owner's. */
const isLinked = (host) => !!settings.linkDomains && listOf(settings.linkDomains).some((domain) => isWithin(host, domain));
/** Takes over the id that a link of another domain of the owner carried; a link from anywhere else fixes nobody's id. */
const followLink = () => {
    const { href, referrer, time } = beginning;
    if (!isLinked(hostOf(referrer)))
        return;
    const given = parseUrl(href)?.searchParams.get(LINK_PARAMETER);
    const [anonymousId, madeAt] = `${given ?? ''}`.split('~');
    if (anonymousId && Math.abs(time - Number(madeAt)) < FRESH_MS)
        changePerson({ anonymousId });
};

const consent = (granted) => {
    decide(granted);
    followDecision();
};
/** Keeps and sends what is allowed now; drops and erases what is not. */
const followDecision = () => {
    const before = person.anonymousId;
    if (isConsentGiven()) {
        keepPerson();
        followLink();
    }
    for (const item of queue) {
        const { _event } = item;
        const { type, context } = _event;
        if (context)
            context.consent = context.consent ?? decision;
        // Who is known from earlier pages could not be looked up until now.
        if (_event.anonymousId === before)
            _event.anonymousId = person.anonymousId;
        if (!permits(type, context))
            finish(item, 'dropped', 'no consent');
    }
    if (isConsentGiven()) {
        // Who they are is what the marketing purpose is about.
        if (!permits('identify'))
            changePerson({ userId: undefined, groupId: undefined, traits: undefined, known: undefined });
        if (!permits('page'))
            forgetHistory();
        savePerson();
    }
    else
        erase();
    flush();
};
/** The visitor may have decided elsewhere. */
const catchUp = () => {
    const before = stringify(decision);
    recallDecision();
    if (stringify(decision) !== before)
        followDecision();
};
/** Keeps what other tabs know in step with this page. */
const followTabs = () => {
    on('pageshow', ({ persisted }) => {
        if (persisted) {
            recallPerson();
            catchUp();
        }
    });
    on('storage', ({ key }) => {
        if (key === PREFIX)
            recallPerson();
        if (key === CONSENT_KEY)
            catchUp();
    });
    catchUp();
};

/** What one request may carry. The browser keeps below these, the edge enforces them. */
/** Bytes of one request body, after decompression. Segment's own libraries stay under 500 KB. */
/** Bytes of one event, as JSON. The same limit as Segment's, so nothing that fits there is refused here. */
const MAX_EVENT_BYTES = 32 * 1024;

/** Under this name middlewares listen. */
const MIDDLEWARE = 'use';
/** Below this the longest texts of an event are not cut any further. */
const SHORTEST_CUT = 99;
/** From a call to an event on its way: completed, seen by the middleware, let through by consent. */
const record = (type, given = [], moment = thisMoment(), messageId = createId(moment.time)) => new Promise((resolve) => {
    const call = normalize(type, given);
    const [{ userId }, , callback] = call;
    const _settle = (outcome) => {
        resolve(outcome);
        guarded(callback, outcome);
    };
    let event;
    try {
        if (isAboutPerson(type) || isKnown() || listeners.size || settings.anonymous === 'send')
            meet();
        // Another id is another person: what was known of the first must not rub off on them.
        if (type === 'identify' && userId && userId !== (person.userId ?? userId))
            forgetPerson();
        event = clean(complete(type, call, moment, messageId));
        const made = stringify(event);
        for (const [name, middleware] of listeners) {
            const seen = (name === MIDDLEWARE && middleware(event));
            if (seen === null)
                throw 'a middleware dropped it';
            if (seen?.type)
                event = seen;
        }
        if (permits(type, event.context) === false)
            throw 'no consent';
        emit(type, event);
        // Another copy: whoever has seen the event has no say any more.
        const text = cutToFit(listeners.size ? stringify(clean(event)) : made);
        event = JSON.parse(text);
        remember(event);
        const item = {
            _event: event,
            _settle,
            _call: text === made ? call : undefined,
            _moment: moment,
        };
        queue.push(item);
        // Whoever is forgotten in the same tick was known when it happened.
        if (isKnown() && permits(type, event.context))
            handOver([item]);
        sendSoon();
    }
    catch (error) {
        conclude({ _event: event, _settle }, 'dropped', `${error}`);
    }
});
const isTooLarge = (text) => !!new TextEncoder().encode(text)[MAX_EVENT_BYTES];
/** Cuts the longest texts until the edge takes the event: one long value costs itself. */
const cutToFit = (text) => {
    let fitting = text;
    for (let longest = MAX_EVENT_BYTES / 2; isTooLarge(fitting); longest /= 2) {
        if (longest < SHORTEST_CUT)
            throw 'larger than 32 KB';
        fitting = stringify(clean(JSON.parse(text), longest));
    }
    return fitting;
};

/** What each call does that is no event. */
const CALLS = {
    on: listen,
    debug,
    consent,
    flush: flushAll,
    reset() {
        // What they did before they introduced themselves is on its way with that.
        if (isKnown())
            release$1();
        forgetHistory();
        forgetPerson();
    },
    use: (middleware) => listen(MIDDLEWARE, middleware),
    setAnonymousId: (anonymousId) => anonymousId && changePerson({ anonymousId: clean(`${anonymousId}`) }),
    async ready(listener) {
        guarded(listener);
    },
    trackLink: (links, ...given) => onClick(links, (link) => record('track', given.map((part) => (typeof part === 'function' ? part(link) : part)))),
};
const own = analytics;
/** A call of the page, or one that was held until now: as if at its own moment. */
const carryOut = (method, given, moment, messageId) => {
    if (method in PARAMETERS)
        return record(method, given, moment, messageId);
    recall(moment);
    try {
        return (CALLS[method] ?? own[method])?.(...given);
    }
    finally {
        recall();
    }
};

/** A step to another host of the site: the history goes to the edge, since storage does not cross hosts. */
const stepTo = (url) => {
    const { cookieDomain } = settings;
    const { hostname = '' } = url ?? {};
    const isOther = hostname && hostname !== location.hostname && isConsentGiven();
    const isOurs = isLinked(hostname) || (cookieDomain && isWithin(hostname, cookieDomain));
    if (!isOther || !isOurs)
        return false;
    release$1();
    sendSoon();
    return isLinked(hostname);
};
/** Adds the person's id to links to other domains of the site's owner, at the moment they are clicked. */
const decorateLinks = () => {
    if (!settings.linkDomains && !settings.cookieDomain)
        return;
    onClick('a[href]', (element) => {
        const link = element;
        const url = parseUrl(link.href);
        if (!url || !stepTo(url))
            return;
        meet();
        url.searchParams.set(LINK_PARAMETER, `${person.anonymousId}~${Date.now()}`);
        link.href = url.href;
    });
    on('submit', ({ target, submitter }) => {
        const action = submitter?.getAttribute('formaction') ?? target.getAttribute('action');
        stepTo(parseUrl(`${action}`, location.href));
    });
};

let isMovingOn = false;
/** A batch goes at the latest when the page is hidden, unless the next page of the site takes it on. */
const watchBatch = () => {
    const { navigation } = window;
    navigation?.addEventListener('navigate', (event) => {
        const { destination, formData } = event;
        isMovingOn =
            !destination.sameDocument && !formData && destination.url.startsWith(location.origin);
    });
    on('visibilitychange pagehide', () => {
        if (document.hidden !== false && !isMovingOn)
            release$1();
    });
};
/** Ties delivery to the life of the page: hidden, restored, online again; its last words come from `sdk.js`. */
const followLifecycle = () => {
    flush();
    if (settings.anonymous === 'batch')
        watchBatch();
    on('online visibilitychange pageshow', flush);
};

const dropDry = (event) => {
    emit(event.type, event);
    return null;
};
/** With `?analytics_debug`, and then on all pages of the tab, the inspector opens, a file of its own. */
const inspect = () => {
    // The first look into sessionStorage is dear, so the other one says whether it is worth while.
    const asked = location.search + attempt(() => localStorage['fse.debug'] && sessionStorage['fse.debug']);
    if (!ASKED.test(asked))
        return;
    // A dry run shows all and sends nothing.
    if (/debug=dry/.test(asked))
        listen(MIDDLEWARE, dropDry);
    import(edgeUrl('/inspector.js')).then((module) => module.inspect(analytics, settings));
};

/**
 * Looks on when a method of the browser is called, and passes everything on untouched. `see` runs
 * before the call, and what it answers with after it.
 */
function wrap(owner, name, see) {
    const original = owner[name];
    const seeing = function (...given) {
        const then = attempt(() => see(this, ...given));
        const result = original.apply(this, given);
        then?.(result);
        return result;
    };
    owner[name] = seeing;
}

/**
 * Hears of soft navigations where there is no Navigation API: the methods of `history` are wrapped where
 * they are: on its prototype, so that others may wrap them there as well, or on the object itself when
 * somebody has put theirs there.
 */
const watchHistory = () => {
    if (!isOn(settings.pages) || navigationApi())
        return;
    for (const type of ['push', 'replace']) {
        const name = `${type}State`;
        const owner = Object.keys(history).includes(name) ? history : History.prototype;
        wrap(owner, name, () => () => navigated(type === 'replace', type === 'push'));
    }
    on('popstate', () => navigated(false, false));
};

/**
 * A file of its own, which only pages get that have more to do than to keep a stranger's page views.
 * What has a state that those have as well stays in `sdk.js`, see `core.ts`.
 */
const delivery = {
    _begin(held) {
        inspect();
        followLink();
        followTabs();
        followBanner();
        watchHistory();
        preloadForms();
        openForms();
        for (const [method, given, resolve, moment, messageId] of held) {
            const result = carryOut(method, given, moment, messageId);
            resolve?.(result);
        }
        followLifecycle();
        sendLater(sendSoon);
        decorateLinks();
    },
    _call: carryOut,
    _openForms: openForms,
    _settle() {
        catchUp();
        sendSoon();
    },
    _leave() {
        sendLastWords();
        letGo();
    },
};

const LATER_MS = 2000;
/** From then on others may know better than this page. */
let isSettled = false;
/** Reads what the page chose and what is known of the visitor, and begins to watch, after the calls of a stub. */
const start = (options, calls = []) => {
    configure(options);
    recallDecision();
    for (const one of calls)
        hold$1(...one);
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
    if (delivery$1)
        delivery$1._settle();
    else
        recallDecision();
    meet();
    savePerson();
    if (!delivery$1)
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
        installDelivery(delivery);
        importFormsBy(() => import('./forms.js'));
        importConsentBy(() => import('./consent.js'));
        start(options);
    }
    isCreated = true;
    return analytics;
};

export { createAnalytics };
