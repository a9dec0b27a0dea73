/** Runs `act`; a browser that denies what it asks for (storage, locks, beacons) counts as "nothing". */
const attempt = (act) => {
    try {
        return act();
    }
    catch {
        return undefined;
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

let made = 0;
/**
 * A time, a digit that keeps what is made in one millisecond in order, and fifty random bits: no
 * secret, but unlike any other, also on pages without `randomUUID`.
 */
const createId = (time = Date.now()) => `${time}-${(made++ % 36).toString(36)}${Math.random().toString(36).slice(2)}`;

/**
 * Listens on the window, in the capture phase: events of the document and of elements pass there
 * too, and before any listener of the page can stop them.
 */
const on = (types, listener) => {
    for (const type of types.split(' '))
        addEventListener(type, listener, true);
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

/** Adds to a set and returns the undo. */
const addTo = (set, item) => {
    set.add(item);
    return () => set.delete(item);
};
/** Who wants to hear of events and outcomes; a middleware is a listener that may answer. */
const listeners = new Set();
let isDebugging = false;
const debug = (isOn = true) => {
    isDebugging = isOn;
};
const listen = (...listener) => addTo(listeners, listener);
const emit = (name, payload) => {
    if (isDebugging)
        console.log('analytics:', name, payload);
    for (const [wanted, listener] of listeners)
        if (wanted === name)
            guarded(listener, payload);
};

/** JSON, or nothing. Nothing must not be parsed: exceptions are expensive. */
const parse = (text) => attempt(() => text && JSON.parse(text));
/** An address, or nothing where it is none. */
const parseUrl = (href, base) => attempt(() => new (globalThis.webkitURL ?? URL)(href, base));
/**
 * JSON, also on pages where an old library has given all lists or objects a `toJSON` of its own: what
 * that says is not listened to. Dates must be texts already.
 */
const stringify = (value) => JSON.stringify(value, function (key) {
    return this[key];
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
const MOST_CHARACTERS$2 = 1000;
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
    const href = (scheme + host + safePath(path) + safeQuery(search) + hash).slice(0, MOST_CHARACTERS$2);
    const [, , , , shortPath, shortSearch, shortHash] = split(href);
    return { href, path: shortPath + shortHash, search: shortSearch };
};

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

/** What one request may carry. The browser keeps below these, the edge enforces them. */
/** Bytes of one request body, after decompression. Segment's own libraries stay under 500 KB. */
/** Bytes of one event, as JSON. The same limit as Segment's, so nothing that fits there is refused here. */
const MAX_EVENT_BYTES = 32 * 1024;

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
/** A purpose that is not named follows a plain `true` and is refused otherwise. */
const decide = (granted) => {
    const { analytics = granted, marketing = granted } = Object(granted);
    decision = {
        ...granted,
        analytics: analytics === true,
        marketing: marketing === true,
    };
    attempt(() => {
        if (!isOn(settings.cookieless))
            localStorage[CONSENT_KEY] = stringify(decision);
    });
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

/** An edge that has not answered by then is taken for unreachable. */
const ANSWER_WITHIN_MS = 20000;
/**
 * A beacon, where `fetch` knows no keepalive or is a function of the page. It tells nothing of its
 * fate, so the events stay, and the edge drops what it has seen.
 */
const beacon = (body) => navigator.sendBeacon(edgeUrl(), body);
/** Posts a text, which needs no preflight. */
const post = async (body, keepalive) => {
    const response = await attempt(() => fetch(edgeUrl(), {
        method: 'POST',
        body,
        keepalive,
        credentials: isOn(settings.serverCookie) ? 'include' : 'omit',
        signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS),
    }));
    if (!response?.json)
        throw `fetch is not the browser's: ${beacon(body)}`;
    return response;
};

/**
 * One page's share of the common storage, under a name that no other page has. As long as something
 * waits there, the page holds a Web Lock of that name, so whoever gets the lock knows that its owner
 * is gone and may take over what it left. Frozen pages let go, since a held lock would keep them out
 * of the back/forward cache.
 */
let name = '';
let release$1;
const shared = () => `${PREFIX}.q.${settings.writeKey}.`;
const own = () => {
    name = name || createId();
    return shared() + name;
};
/** Uses a name that nobody else does. Answers with nothing when the browser has no locks. */
const lock = (owner, use) => attempt(() => navigator.locks
    .request(owner, { ifAvailable: true }, (granted) => granted && use())
    .catch(() => 0));
const hold = () => {
    if (release$1)
        return;
    const whenReleased = new Promise((resolve) => {
        release$1 = resolve;
    });
    lock(own(), () => whenReleased);
};
const letGo = () => {
    release$1?.();
    release$1 = undefined;
};
/** What pages have left that are gone; without locks, also what others still keep, which the edge sorts out. */
const findLeft = (take) => {
    for (const key of keys(shared()))
        if (key !== own())
            lock(key, () => take(key)) ?? take(key);
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
/** A page that the browser renders ahead may never be seen: nothing of it is kept or sent before. */
const isAhead = () => document.prerendering;
const eventsOf = (items) => items.map(({ _event }) => _event);
/** As it is sent. */
const bodyOf = (items) => stringify({
    batch: eventsOf(items),
    writeKey: settings.writeKey,
    sentAt: new Date().toISOString(),
});
/** Percent-encoded, a text has at least as many characters as bytes. */
const isLarge = (items) => !!encodeURIComponent(bodyOf(items))[KEEPALIVE_BYTES];
const othersKeep = () => keys(PREFIX)
    .filter((key) => key !== own())
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
        remove(own());
    else if (!isAhead())
        write(own(), body);
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
const changePerson = (changes, known = person) => {
    meet();
    person = { ...known, ...changes };
    savePerson();
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
/** Removes every trace from the device but the mark of the decision. */
const erase = () => {
    for (const key of keys(PREFIX))
        if (key !== CONSENT_KEY)
            remove(key);
    setCookie('');
    person = { anonymousId: createId(), domain: person.domain };
};

/** The parameter that carries the anonymous id to another domain of the site's owner. */
const LINK_PARAMETER = 'fse_id';
/** A link that somebody copied and sent on must not turn its readers into the sender. */
const FRESH_MS = 120000;
let beginning;
/** The UTM parameters of the address the page was opened with. */
let campaign;
/** How the visitor came to this page, unless they came directly. */
let arrival;
/** Whether an address is on one of the other domains that the site names as its owner's. */
const isLinked = (host) => !!settings.linkDomains && listOf(settings.linkDomains).some((domain) => isWithin(host, domain));
/** The id that a link of another domain of the owner carried; a link from anywhere else fixes nobody's id. */
const linkedId = ({ href, referrer, time }) => {
    if (!isLinked(hostOf(referrer)))
        return undefined;
    const given = parseUrl(href)?.searchParams.get(LINK_PARAMETER);
    const [id, madeAt] = `${given ?? ''}`.split('~');
    return Math.abs(time - Number(madeAt)) < FRESH_MS ? id : undefined;
};
/** Begins to keep the person, and how they came, as far as they allow it. */
const keepPerson = () => {
    beginning = beginning ?? thisMoment();
    const [touch, isDirect, parameters] = touchOf(beginning);
    campaign = parameters;
    recallPerson();
    const anonymousId = linkedId(beginning);
    if (anonymousId)
        changePerson({ anonymousId });
    // The first touch stays for good; the last one follows each visit that was not direct.
    person.first = person.first ?? touch;
    if (!isDirect)
        person.last = arrival = touch;
};

/** The version in `package.json`; a check keeps the two in step. */
const VERSION = '0.1.0';

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
/** An event from what a call said, and from what is known of the page and the person. A copy of both. */
const complete = (type, [fields, options], moment) => {
    const { timestamp, context, type: _, ...chosen } = options;
    const { anonymousId, userId } = person;
    const page = pageOf(moment);
    return clean({
        type,
        messageId: createId(moment.time),
        timestamp: attempt(() => new Date(timestamp ?? moment.time).toISOString()) ??
            new Date(moment.time).toISOString(),
        anonymousId,
        userId,
        previousId: type === 'alias' ? anonymousId : undefined,
        context: { ...contextOf(page, isAboutPerson(type)), ...context },
        ...chosen,
        ...fields,
        ...(type === 'page' && { properties: { ...page, ...fields['properties'] } }),
    });
};

let told;
const entryOf = ({ _event, _call, _moment }) => {
    const type = _event.type === 'page' ? undefined : _event.type;
    const last = arrival === told ? undefined : arrival;
    told = arrival;
    if (!_call || !_moment)
        return { type, whole: _event, last };
    const [fields, options] = _call;
    const { href, title, referrer } = _moment;
    const isOwn = referrer.startsWith(`${location.origin}/`);
    return {
        type,
        path: pageAddress(href).href.slice(location.origin.length),
        title,
        referrer: isOwn ? undefined : referrer && pageAddress(referrer).href,
        ...fields,
        options: Object.keys(options)[0] ? options : undefined,
        last,
    };
};
/** The event as if it had been sent at once. `previous` is the page before. */
const eventOf = (entry, messageId, previous) => {
    const { type = 'page', path, title, referrer = previous, options, last, whole, ...fields } = entry;
    const time = Number.parseInt(messageId, 10);
    const moment = { time, href: location.origin + path, title: title, referrer };
    return whole ?? complete(type, [fields, { messageId, ...options }], moment);
};
/** What the history of a stranger may take of the device, keys included. */
const MOST_ENTRIES = 100;
const MOST_CHARACTERS = 7900;
const MOST_OF_ONE = 2000;
const CUT_CHARACTERS = 200;
const OLDEST_MS$1 = 30 * 24 * 3600 * 1000;
/** Quiet for this long ends a visit, at the edge as well. */
const VISIT_IDLE_MS = 30 * 60000;
const prefix = () => `${PREFIX}.h.${settings.writeKey}.`;
const idOf = (key) => key.slice(prefix().length);
/** Oldest first, since keys begin with the time. Each entry has a key, so tabs never meet. */
const historyKeys = () => keys(prefix()).sort();
const forgetHistory = () => {
    for (const key of historyKeys())
        remove(key);
};
const viewKeys = () => historyKeys().filter((key) => !read(key)?.startsWith('{"type"'));
/** Makes room: the oldest view goes first; the first view and what is no view stay as long as they can. */
const trim = () => {
    const [first, ...views] = viewKeys();
    const others = historyKeys().filter((key) => key !== first && !views.includes(key));
    for (const key of [...views, ...others]) {
        const all = historyKeys();
        const characters = all.map((kept) => kept + read(kept)).join('').length;
        if (!all[MOST_ENTRIES] && characters <= MOST_CHARACTERS)
            return;
        if (views.includes(key))
            person.earlier = (person.earlier ?? 0) + 1;
        remove(key);
        storePerson();
    }
};
/** Keeps an event of a stranger on the device, and answers whether it could. */
const keep = (item) => {
    const { messageId } = item._event;
    const entry = entryOf(item);
    let text = stringify(clean(entry));
    if (text[MOST_OF_ONE])
        text = stringify(clean(entry, CUT_CHARACTERS));
    const isKept = write(prefix() + (/^\d{13}-/.test(messageId) ? messageId : createId()), text);
    if (isKept)
        trim();
    return isKept;
};
/** The history as the events it was, and its keys; what somebody has spoiled is no event. */
const readHistory = () => {
    const { first, last: latest, earlier } = person;
    let last;
    let previous = '';
    let before = 0;
    const storedKeys = historyKeys();
    const items = storedKeys.flatMap((key) => {
        const id = idOf(key);
        const time = Number.parseInt(id, 10);
        const entry = parse(read(key));
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
    return [items, storedKeys];
};

/** Why an event of a stranger is not sent. */
const KEPT = 'kept until the visitor is known';
/** Robots that admit it; there is a telephone called Cubot. */
const ROBOT = /(^|[^u])bot|crawl|spider/i;
/** With `data-anonymous="batch"` what waits is sent by then, or with so many views. */
const BATCH_MS = 20000;
const BATCH_VIEWS = 3;
let timer$1;
/** Hands over all that was kept, with what is in memory only. */
const release = () => {
    clearTimeout(timer$1);
    timer$1 = undefined;
    meet();
    const [history, storedKeys] = readHistory();
    // Who it is goes in the first request, and all that went before as well where it fits.
    enqueue(history, !isLarge([...history, ...queue]));
    handOver(queue.filter(({ _event }) => permits(_event.type, _event.context)));
    if (!storedKeys[0])
        return;
    // On disk in one place or the other, whatever happens in between.
    save();
    for (const key of storedKeys)
        remove(key);
};
/**
 * What nobody can attach to a person stays on the device until they are known. An event about who
 * they are goes at once, and so does what the same form says.
 */
const sortStrangers = (send) => {
    if (isAhead())
        return;
    if (settings.anonymous === 'send' || isKnown())
        release();
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
        else if (keep(item)) {
            finish(item, 'queued', KEPT);
            if (settings.anonymous === 'batch')
                sendLater(send);
        }
    }
};
const sendLater = (send) => {
    timer$1 =
        timer$1 ??
            setTimeout(() => {
                release();
                send();
            }, BATCH_MS);
    if (viewKeys()[BATCH_VIEWS - 1])
        release();
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
        const response = await post(bodyOf(items), !isLarge(inFlight));
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
        beacon(bodyOf(batch));
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

/** Under this name middlewares listen. */
const MIDDLEWARE = 'use';
/** Below this the longest texts of an event are not cut any further. */
const SHORTEST_CUT = 99;
/** From a call to an event on its way: completed, seen by the middleware, let through by consent. */
const record = (type, given = [], moment = thisMoment()) => new Promise((resolve) => {
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
        event = complete(type, call, moment);
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

const current = globalThis.document?.currentScript;
/**
 * Our own tag: only while the script runs for the first time is it known which one it is. Intentionally
 * not without a look at it: what visitors may write into a page, such as `<img name="currentScript">`, takes
 * this name as well, and would say where our files come from.
 */
const ownScript = current && current instanceof HTMLScriptElement ? current : null;

/** What a browser checks `forms.js` against; the build puts the hash of the file here. */
const FORMS_HASH = 'sha256-FORMS';

/** The query tells logs and network panels who asked; what is served does not depend on it. */
const urlOf = (file) => `${parseUrl(`/sdk/${VERSION}/${file}.js?sdk.js`, ownScript?.src || edgeUrl())}`;
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
/**
 * An element that may load under the page's policies: with the nonce of our own, and the hash of the
 * build. A link that fetches ahead, unless somebody waits for it.
 */
const addElement = (file, hash, then) => {
    const url = urlOf(file);
    document.head.append(Object.assign(document.createElement(then ? 'script' : 'link'), {
        onload: then,
        onerror: then,
        type: then ? 'module' : '',
        src: attempt(() => trusted(url)) ?? url,
        nonce: ownScript?.nonce ?? '',
        integrity: isStrict ? hash : '',
        crossOrigin: 'anonymous',
        rel: 'modulepreload',
        href: url,
    }));
};
/** Into the cache of the browser; nothing runs. */
const preloadForms = () => addElement('forms', FORMS_HASH);
/**
 * A module that an element has loaded, under its nonce and hash, is the one that `import` then
 * finds; it asks for it itself only where neither is needed.
 */
const importFile = async (file, hash) => {
    if (isStrict)
        await new Promise((done) => addElement(file, hash, done));
    return import(urlOf(file));
};
const importForms = () => importFile('forms', FORMS_HASH);

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
let isInstalled = false;
let loading;
let hasStarted;
/** Finds nothing, where no widgets are wanted. */
let widgets = 'none';
/** Where `forms.js` comes from; the npm package has it beside itself, and nothing to fetch ahead. */
let get$1 = importForms;
let preload = preloadForms;
const importFormsBy = (other) => {
    get$1 = other;
    preload = undefined;
};
/** What is no module, or none of ours, counts as not there; the next occasion tries again. */
const load = () => {
    loading =
        loading ??
            get$1()
                .then(({ start }) => {
                start({
                    captures,
                    caught,
                    rawFields,
                    record,
                    thisMoment,
                    createId,
                    pageAddress,
                    endpoint: edgeUrl(),
                    mayStore,
                    isConsent: isFormConsent(),
                    emit,
                    person: () => person,
                    importFile: preload && importFile,
                    widgets,
                });
                hasStarted = 1;
            })
                .catch(() => {
                loading = undefined;
            });
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
/** Loads `forms.js` at the first use of a field; what is handed in meanwhile is taken down at once. */
const onUse = (event) => {
    if (hasStarted)
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
        form: { raw: fields, provisional: true },
        ...(isFormConsent() && { consent: { analytics: true, marketing: true } }),
    };
    record('identify', [{}, { context }], moment);
    record('track', ['Form Submitted', { formId: scope.id, url: pageAddress(moment.href).href }, { context }], moment);
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
        loading ?? (document.querySelector(FIELDS) && preload?.());
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
    return addTo(captures, [form, options]);
};

/** Where `consent.js` comes from, and what a browser checks it against: the build puts the hash of the file here. */
let get = () => importFile('consent', 'sha256-CONSENT');
const importConsentBy = (other) => {
    get = other;
};
/** Lets the banner of the page decide. What knows banners is a file of its own; without it, all stays in memory. */
const followBanner = (consent) => {
    get()
        .then(({ start }) => start(consent, settings))
        .catch(() => 0);
};

/** A step to another host of the site: the history goes to the edge, since storage does not cross hosts. */
const stepTo = (url) => {
    const { cookieDomain } = settings;
    const { hostname = '' } = url ?? {};
    const isOther = hostname && hostname !== location.hostname && isConsentGiven();
    const isOurs = isLinked(hostname) || (cookieDomain && isWithin(hostname, cookieDomain));
    if (!isOther || !isOurs)
        return false;
    release();
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
            release();
    });
};
/**
 * Ties delivery to the life of the page: hidden, frozen, restored, online again.
 * Intentionally no `unload` or `beforeunload`: they shut the page out of the back/forward cache.
 */
const followLifecycle = (beforeLast) => {
    flush();
    if (settings.anonymous === 'batch')
        watchBatch();
    on('online visibilitychange pageshow', flush);
    on('pagehide freeze', () => {
        // In one listener: after each the browser tells of requests that end with the page.
        beforeLast();
        sendLastWords();
        letGo();
    });
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
    record('page', [], { ...due, title: seenTitle });
    due = undefined;
};
const settle = () => {
    const isOver = due && Date.now() - due.time > TITLE_COMES_MS;
    if (isOver || !isSlow || document.title !== seenTitle)
        report();
    else
        timer = setTimeout(settle, TITLE_SETTLES_MS);
};
const look = ({ persisted, isPush } = {}) => {
    const before = seen;
    if (document.hidden === true || (address() === before && !persisted))
        return;
    report();
    seen = address();
    isSlow = !!isPush && seen.split('#')[0] !== before.split('#')[0];
    due = { ...thisMoment(), referrer: before || document.referrer };
    timer = setTimeout(settle, TITLE_SETTLES_MS);
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
    onNavigation((isReplace, isPush) => {
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
    });
};
/**
 * Hears every change of address within the page. The Navigation API tells all of them by itself;
 * elsewhere the methods of `history` are wrapped where they are: on its prototype, so that others may
 * wrap them there as well, or on the object itself when somebody has put theirs there.
 */
const onNavigation = (listener) => {
    // An element with this id stands in the place of the API in browsers that have none.
    const { navigation } = window;
    if (navigation?.currentEntry) {
        navigation.addEventListener('currententrychange', ({ navigationType }) => listener(!/push|tr/.test(`${navigationType}`), navigationType === 'push'));
        return;
    }
    for (const type of ['push', 'replace']) {
        const name = `${type}State`;
        const owner = Object.keys(history).includes(name) ? history : History.prototype;
        wrap(owner, name, () => () => listener(type === 'replace', type === 'push'));
    }
    on('popstate', () => listener(false, false));
};

const LATER_MS = 2000;
/** From then on others may know better than this page. */
let isSettled = false;
/**
 * Reads what the page chose and what is known of the visitor, makes calls good that came before, and
 * begins to watch and to send; with `?analytics_debug`, and then on all pages of the tab, also opens the inspector, a file
 * of its own.
 */
const start = (options, analytics, makeGood) => {
    configure(options);
    recallDecision();
    keepPerson();
    // The first look into sessionStorage is dear, so the other one says whether it is worth while.
    const debugging = location.search + attempt(() => localStorage['fse.debug'] && sessionStorage['fse.debug']);
    if (/[?&]analytics_debug/.test(debugging)) {
        // A dry run shows all and sends nothing.
        if (/debug=dry/.test(debugging))
            listen(MIDDLEWARE, dropDry);
        import(edgeUrl('/inspector.js')).then((module) => module.inspect(analytics, settings));
    }
    if (settings.consent === 'auto')
        followBanner(consent);
    const { forms, pages } = settings;
    on('pageshow', ({ persisted }) => {
        if (persisted) {
            recallPerson();
            catchUp();
        }
    });
    // Cookies and storage events cost time that a page that is loading needs.
    setTimeout(followTabs, LATER_MS);
    // Before the last words: who is known by the cookie alone has something to say.
    followLifecycle(followTabs);
    decorateLinks();
    if (isOn(forms))
        captureForm(`${forms}`.replace(/^(true)?$/, 'form'));
    if (isOn(pages))
        watchPages();
};
const dropDry = (event) => {
    emit(event.type, event);
    return null;
};
/** Keeps what other tabs and subdomains know in step with this page. */
const followTabs = () => {
    if (isSettled)
        return;
    isSettled = true;
    catchUp();
    meet();
    savePerson();
    sendSoon();
    on('storage', ({ key }) => {
        if (key === PREFIX)
            recallPerson();
        if (key === CONSENT_KEY)
            catchUp();
    });
};
/** The visitor may have decided elsewhere. */
const catchUp = () => {
    const before = stringify(decision);
    recallDecision();
    if (stringify(decision) !== before)
        followDecision();
};
const consent = (granted) => {
    decide(granted);
    followDecision();
};
/** Keeps and sends what is allowed now; drops and erases what is not. */
const followDecision = () => {
    const before = person.anonymousId;
    if (isConsentGiven())
        keepPerson();
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

/** The public face. */
const analytics = {
    on: listen,
    debug,
    captureForm,
    consent,
    reset() {
        // What they did before they introduced themselves is on its way with that.
        if (isKnown())
            release();
        forgetHistory();
        forgetPerson();
    },
    use: (middleware) => listen(MIDDLEWARE, middleware),
    setAnonymousId: (anonymousId) => anonymousId && changePerson({ anonymousId: clean(`${anonymousId}`) }),
    user() {
        meet();
        const { known, earlier, domain, ...user } = person;
        return { ...user, traits: user.traits ?? {} };
    },
    async flush() {
        await flush();
        if (queue[0])
            return { status: 'queued', reason: trouble };
        return historyKeys()[0] ? { status: 'queued', reason: KEPT } : { status: 'delivered' };
    },
    async ready(listener) {
        guarded(listener);
    },
    trackLink: (links, ...given) => onClick(links, (link) => record('track', given.map((part) => (typeof part === 'function' ? part(link) : part)))),
};
for (const type of Object.keys(PARAMETERS))
    analytics[type] = (...given) => record(type, given);

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
        importFormsBy(() => import('./forms.js'));
        importConsentBy(() => import('./consent.js'));
        start(options, analytics);
    }
    isCreated = true;
    return analytics;
};

export { createAnalytics };
