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
const edgeUrl = (path = '/v1/batch') => new URL(path, new URL(settings.endpoint, location.href)).href;

/** The one mark that stays after a refusal. */
const CONSENT_KEY = 'fse.consent';
/** The visitor's decision, by purpose; none before they took it. */
let decision;
/** `identify`, `group` and `alias` make the record in the CRM; the others watch the site. */
const isAboutPerson = (type) => /^[iga]/.test(type);
/** Whether an event may travel; undefined as long as the visitor has not decided. */
const permits = (type) => {
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
    decision = { analytics: analytics === true, marketing: marketing === true };
    attempt(() => {
        if (!isOn(settings.cookieless))
            localStorage[CONSENT_KEY] = JSON.stringify(decision);
    });
};

/** The time and fifty random bits: no secret, but unlike any other, also on pages without `randomUUID`. */
const createId = () => `${Date.now()}-${Math.random().toString(36).slice(2)}`;
/** Milliseconds since an id was made; no number for ids from elsewhere. */
const ageOf = (id) => Date.now() - Number.parseInt(id, 10);

/** Everything this library stores starts with this. */
const PREFIX = 'fse';
/**
 * localStorage that never throws, and that is neither read nor written without consent: denied,
 * full or absent, it answers as if it were empty.
 */
const read = (key) => attempt(() => (mayStore() ? localStorage[key] : undefined));
const write = (key, text) => attempt(() => {
    if (mayStore())
        localStorage[key] = text;
});
const remove = (key) => attempt(() => delete localStorage[key]);
/** The stored keys that start with `start`. */
const keys = (start) => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(start))) ?? [];

/** Adds to a set and returns the undo. */
const addTo = (set, item) => {
    set.add(item);
    return () => {
        set.delete(item);
    };
};

/** Who wants to hear of events and outcomes; a middleware is a listener that may answer. */
const listeners = new Set();
let isDebugging = false;
const debug = (isOn = true) => {
    isDebugging = isOn;
};
const listen = (...listener) => addTo(listeners, listener);
/** Calls code of the page; what it throws goes to the console, and no further. */
const guarded = (listener, payload) => {
    try {
        listener?.(payload);
    }
    catch (error) {
        console.error(error);
    }
};
const emit = (name, payload) => {
    if (isDebugging)
        console.log('analytics:', name, payload);
    for (const [wanted, listener] of listeners)
        if (wanted === name)
            guarded(listener, payload);
};

/** The calls that have not been told yet what became of their event. */
const settlers = new Map();
/** Tells the caller, once, and everyone who listens; that something waits is told but once. */
const conclude = (event, status, reason, settle = settlers.get(event)) => {
    if (status === 'queued' && !settle)
        return;
    const outcome = { status, reason, event };
    settlers.delete(event);
    settle?.(outcome);
    emit(status, outcome);
};

/**
 * One page's share of the common storage, under a name that no other page has. As long as something
 * waits there, the page holds a Web Lock of that name, so whoever gets the lock knows that its owner
 * is gone and may take over what it left. Frozen pages let go, since a held lock would keep them out
 * of the back/forward cache.
 */
let name = '';
let release;
const shared = () => `${PREFIX}.q.${settings.writeKey}.`;
const own = () => {
    name ||= createId();
    return shared() + name;
};
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
    lock(own(), () => whenReleased);
};
const letGo = () => {
    release?.();
    release = undefined;
};
/** What pages have left that are gone; without locks, also what others still keep, which the edge sorts out. */
const findLeft = (take) => {
    for (const key of keys(shared()))
        if (key !== own())
            lock(key, () => take(key)) ?? take(key);
};

/** A page keeps as much as this, whatever others keep. */
const MODEST_CHARACTERS = 64_000;
/** What this page has in memory and all pages have in storage; browsers store two bytes a character. */
const MOST_CHARACTERS = 400_000;
/**
 * What waits for consent or to be acknowledged: in memory, and on disk where allowed, so that it
 * outlives the page. Dropped are only events older than six days and, when there is no more room,
 * the oldest.
 */
let queue = [];
/** A page that the browser renders ahead may never be seen: nothing of it is kept or sent before. */
const isAhead = () => document.prerendering;
/** As it is stored, and sent. */
const bodyOf = (batch) => JSON.stringify({ batch, writeKey: settings.writeKey, sentAt: new Date() });
const othersKeep = () => keys(PREFIX)
    .filter((key) => key !== own())
    .map((key) => `${read(key)}`);
/** Writes down what waits, or that nothing does. What is stored already outlives a write that fails. */
const save = () => {
    const body = bodyOf(queue);
    if (body[MODEST_CHARACTERS] && (body + othersKeep())[MOST_CHARACTERS]) {
        for (const event of queue.slice(0, 1 + queue.length / 9))
            finish(event, 'dropped', 'no room');
        save();
    }
    else if (!queue[0])
        remove(own());
    else if (!isAhead())
        write(own(), body);
};
/** Nothing happens to an event that another answer has already settled. */
const finish = (event, status, reason) => {
    if (!queue.includes(event))
        return;
    queue = queue.filter((other) => other !== event);
    conclude(event, status, reason);
};

/** Browsers allow 64 KiB of keepalive bodies in flight for a whole page; the rest is left to others. */
const KEEPALIVE_BYTES = 60_000;
/** An edge that has not answered by then is taken for unreachable. */
const ANSWER_WITHIN_MS = 20_000;
/** The edge remembers what it has seen for 7 days; sent later than that, an event might count twice. */
const OLDEST_MS = 6 * 24 * 3600 * 1000;
/** At least half a second after the first failure; doubled with each, eight times at most. */
const SHORTEST_RETRY_MS = 500;
const MOST_DOUBLINGS = 8;
/**
 * No new attempt so soon after a failure: requests of a page that is being left fail only as far as
 * it can see, and are not to be sent again by what it does last.
 */
const REST_MS = 400;
const inFlight = new Set();
let failures = 0;
let retry;
/** Why events wait: because the last request failed, or for consent. */
let trouble = 'no consent yet';
/** The edge asked for silence until then. */
let notBefore = 0;
let isScheduled = false;
let running;
/** Percent-encoded, a text has at least as many characters as bytes. */
const isLarge = (batch) => !!encodeURIComponent(bodyOf(batch))[KEEPALIVE_BYTES];
/** Posts a batch. Its body is a plain text, which needs no preflight. */
const ship = async (batch) => {
    let response;
    let said;
    for (const event of batch)
        inFlight.add(event);
    try {
        response = await fetch(edgeUrl(), {
            method: 'POST',
            body: bodyOf(batch),
            keepalive: !isLarge([...inFlight]),
            credentials: isOn(settings.serverCookie) ? 'include' : 'omit',
            signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS),
        });
        said = await response.json();
    }
    catch (error) {
        // An answer that is no JSON has a status all the same.
        trouble = `${error}`;
    }
    const { status = 0, ok, headers } = response ?? {};
    if (status)
        trouble = ok ? undefined : `${status} ${said?.error?.message ?? ''}`;
    const isLater = /^(0|408|429|5)/.test(`${status}`);
    if (isLater)
        retryLater(1000 * headers?.get('retry-after') || 0);
    else if (ok)
        failures = 0;
    else
        console.error('analytics:', trouble);
    for (const rejection of said?.rejected ?? [])
        finish(batch[rejection.index], 'dropped', rejection.reason);
    for (const event of batch) {
        inFlight.delete(event);
        if (isLater)
            conclude(event, 'queued', trouble);
        else
            finish(event, ok ? 'delivered' : 'dropped', trouble);
    }
    save();
};
/** Jitter, so that tabs and visitors spread. Requests that fail together count as one failure. */
const retryLater = (atLeast) => {
    if (retry)
        return;
    hold();
    const wait = (1 + Math.random()) * SHORTEST_RETRY_MS * 2 ** Math.min(failures++, MOST_DOUBLINGS);
    notBefore = Date.now() + atLeast + REST_MS;
    retry = setTimeout(flush, atLeast + wait);
};
/** What may go in one request; some visitors have not decided yet. */
const batchOf = (events) => {
    let batch = events.filter(({ type }) => !isAhead() && permits(type));
    while (batch[1] && isLarge(batch))
        batch = batch.slice(0, batch.length / 2);
    return batch;
};
const shipAll = () => {
    const waiting = queue.filter((event) => !inFlight.has(event));
    const batch = batchOf(waiting);
    if (batch[0] && !retry) {
        running = Promise.all([running, ship(batch)]);
        shipAll();
    }
    else
        for (const event of waiting)
            conclude(event, 'queued', trouble);
};
const sendWaiting = () => {
    isScheduled = false;
    for (const event of queue)
        if (ageOf(event.messageId) > OLDEST_MS)
            finish(event, 'dropped', 'older than 6 days');
    save();
    shipAll();
};
/**
 * Sends at the end of this tick: what is recorded together goes together, `track()` costs its caller
 * next to nothing, and the request is still under way before the page can navigate.
 */
const sendSoon = () => {
    if (!isScheduled)
        queueMicrotask(sendWaiting);
    isScheduled = true;
};
/** Takes over what pages that are gone have left. */
const adopt = (key) => {
    for (const event of parse(read(key))?.batch ?? [])
        if (!queue.some(({ messageId }) => messageId === event.messageId))
            queue.push(event);
    remove(key);
    sendSoon();
};
/** Sends all that waits, also what other pages have left, unless the edge asked for silence. */
const flush = () => {
    if (Date.now() >= notBefore) {
        clearTimeout(retry);
        retry = undefined;
        if (mayStore() && !isAhead())
            findLeft(adopt);
        sendWaiting();
    }
    return running;
};
/**
 * A request survives its page where `fetch` knows keepalive; Firefox before 133 needs a beacon.
 * That tells nothing of its fate, so the events stay, and the edge drops what it has seen.
 */
const sendLastWords = () => {
    const batch = batchOf(queue);
    if ('keepalive' in Request.prototype)
        flush();
    else if (batch[0] && Date.now() >= notBefore)
        navigator.sendBeacon(edgeUrl(), bodyOf(batch));
};

/** The parameter that carries the anonymous id to another domain of the site's owner. */
const LINK_PARAMETER = 'fse_id';
/** A fragment that routes (`#/pricing`, `#!/pricing`); any other only scrolls. */
const ROUTE = /^#!?\//;
/** Whether a host is a domain or one of its subdomains. */
const isWithin = (host, domain) => `.${host}`.endsWith(`.${domain}`);
/** The address of a page as it may be told: allowed query parameters only, no scrolling fragment. */
const pageAddress = (href) => {
    const { query } = settings;
    const url = new URL(href);
    const { searchParams } = url;
    for (const name of [...searchParams.keys()]) {
        if (name === LINK_PARAMETER || (query != null && !listOf(query).includes(name)))
            searchParams.delete(name);
    }
    if (!ROUTE.test(url.hash))
        url.hash = '';
    return url;
};

/** What must never leave the page, whatever a form calls it. Pure. */
/**
 * Words of fields that hold secrets, cards, codes, parts of a number, or nothing that a person
 * entered. The texts about a field come with commas between.
 */
const SECRET_WORDS = /\bpass([wcp,]|$)|card|one time|secur|verif|expir|tel (area|coun|ext)|\b(cc|cv[cv]|ssn|pin|otp)\b|,(file|hidden|submit|button|reset),/;
const SOCIAL_SECURITY_NUMBER = /\b\d{3}-\d\d-\d{4}\b/;
/** Fourteen digits and more as cards have them; a phone has fewer, or a + first. */
const CARD_NUMBER = /(^|[^+\d])[2-6]([\s.-]?\d){13}/;
const isSecretField = (words) => SECRET_WORDS.test(words);
const isSecretValue = (value) => SOCIAL_SECURITY_NUMBER.test(value) || CARD_NUMBER.test(value);

/**
 * Which trait a field is, by the words of its `autocomplete`, type, name or label: English, German,
 * French, Spanish, Portuguese, Italian and Dutch. The first row that fits counts. Texts come as
 * `wordsOf` makes them.
 */
const TRAIT_TABLE = {
    email: /mail(?!ing)|courri|corre[io]/,
    name: /^(full|your|ihr|votre|su|seu|uw)? ?(name|nom|nombre|nome|naam)( (compl|req|ob|pfl|verp).*)?$|. (and|und|en?|et|y) .*(na?[ao]m|apel)/,
    firstName: /first( ?n|$)|given|f(ore)?name|vo+rn|prenom/,
    lastName: /\bl(ast( ?n|$)|name)|surn|famil\w* ?na|de famil|nachn|apell?id|sobren|cogn|achter/,
    title: /job|position|\bru?ol|title|beruf|poste|cargo|puesto|fun[ck]|fonct/,
    website: /web(?!in)|home ?p|\burl\b/,
    'company.name': /compa[gn]|organi|\bfirm|untern|entrepr|societ|empres|azien|bedri/,
    phone: /phon|telef|mobi|cel+(u|$)|mov[ei]l|handy|\btel\b/,
    'address.postalCode': /zip|post|\b(plz|cep|cap)\b/,
    'address.city': /\bcity|level2|stadt|ville|plaats|ciuda|cidad|citta|\bort\b/,
    'address.country': /countr|pa[iy]s\b|paese|\bland\b/,
    'address.state': /level1|\bstate|provin|bundes|regio|estado/,
    'address.street': /street|add?res|stra(s|a| )|calle|direcc|endere|indiri|\brue\b/,
    message: /messag|mensa|[ck]om+ent|nachr|beric/,
};
/** Words of a box whose tick means "you may write to me", and not "do not". */
const SUBSCRIPTION_WORDS = /^(?!.*\b(no[tn]?|nao|ni(ch|e)t|pas|geen|kein\w*|unsub\w*)\b).*(n(ew|ieuw)s|[^e]scri|marketing|opt ?in|of+e?r|abonn)/;

/**
 * Whether a person can see an element. Fields out of sight are traps for robots, or steps of a form
 * that are over; both look the same from here, so those the person typed into are remembered.
 */
const isVisible = (element) => element.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true }) !== false &&
    element.getBoundingClientRect().right + scrollX >= 0 &&
    !element.closest('[aria-hidden=true]');

/**
 * What a text about a field is brought to before tables look at it: words in small letters, without
 * accents, one blank between them. `firstName`, `first_name` and `First-Name` become `first name`.
 */
const wordsOf = (text) => `${text}`
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Freshsales' own numbers for the state of a subscription. */
const SUBSCRIBED = 1;
const NOT_SUBSCRIBED = 2;
/** What the page calls a field, nearest first: autocomplete, type, name, label. */
const textsOf = (field) => [
    field.autocomplete,
    field.type,
    field.name,
    field.id,
    field.labels?.[0]?.textContent,
    field.ariaLabel,
    field.placeholder,
].map(wordsOf);
const TRAITS = Object.keys(TRAIT_TABLE);
const guessTrait = (texts) => texts.flatMap((text) => TRAITS.filter((trait) => TRAIT_TABLE[trait].test(text)))[0];
/** Puts a value at a path. The first field of a trait counts; ticked boxes add up, as Freshsales wants choices. */
const put = (traits, path, value, isBox) => {
    const [key, head] = path.split('.').reverse();
    const target = head ? { ...traits[head] } : traits;
    const known = target[key];
    target[key] = known && isBox ? `${known};${value}` : (known ?? value);
    if (head)
        traits[head] = target;
};
/** In languages that say "name" for one half of it, the other half tells which. */
const completeName = (traits) => {
    const { name, firstName, lastName } = traits;
    if (!name || !firstName === !lastName)
        return;
    traits[firstName ? 'lastName' : 'firstName'] = name;
    delete traits['name'];
};
/** The traits that a form tells of the person who filled it in; `typed` are the fields seen in use. */
const readForm = (form, typed, options) => {
    const traits = {};
    const values = [];
    for (const field of form.elements) {
        const { type, checked } = field;
        const isBox = /box|radio/.test(type);
        const texts = textsOf(field);
        const chosen = field.dataset['trait'] ?? options.fields?.[field.name];
        const trait = chosen ?? (isBox ? '' : guessTrait(texts));
        const value = isBox
            ? checked && (field.getAttribute('value') ?? true)
            : `${field.value ?? ''}`.trim();
        if (isSecretField(`${texts}`) ||
            field.closest('[data-ignore]') ||
            !(isBox || typed.has(field) || isVisible(field)))
            continue;
        if (!trait) {
            if (type === 'checkbox' && SUBSCRIPTION_WORDS.test(`${texts}`))
                traits['subscriptionStatus'] =
                    checked || traits['subscriptionStatus'] === SUBSCRIBED ? SUBSCRIBED : NOT_SUBSCRIBED;
        }
        else if (value && !isSecretValue(`${value}`)) {
            put(traits, trait, value, isBox);
            if (!isBox && `${value}`[2])
                values.push(`${value}`);
        }
    }
    completeName(traits);
    return { traits: { ...traits, ...options.traits }, values };
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

/** Answers that come with 200 and mean no: Contact Form 7, Elementor and many a hand-made endpoint. */
const REFUSAL = /\b(success|ok|valid)\W+false|\bstatus\W+\w*(fail|error|invalid|spam)/;
/**
 * Sees what the page's own scripts send, by `fetch` and XMLHttpRequest. Installed when the first
 * form is submitted, and then for good: taking a wrapper out again would break those that others
 * have put around it. `onAnswer` gets address and body in one text.
 */
const watchRequests = (isWaiting, onAnswer) => {
    /** A body that is a stream can be read by its receiver only: it throws here, and is no form's. */
    const judge = async (target, init, answer) => {
        try {
            const request = new Request(target, init);
            const response = await answer();
            const body = init?.body;
            // Files that go along are not read: they may be large.
            const sent = body instanceof FormData ? [...body.values()] : await request.text();
            onAnswer(request.url + sent, response.ok && !REFUSAL.test(`${await response.text()}`));
        }
        catch { }
    };
    wrap(window, 'fetch', (_, target, init) => {
        if (!isWaiting() || target === edgeUrl())
            return;
        const copy = attempt(() => target.clone()) ?? target;
        return (answer) => judge(copy, init, () => answer.then((response) => response.clone()));
    });
    wrap(XMLHttpRequest.prototype, 'send', (request, body) => {
        request.addEventListener('loadend', () => {
            if (!isWaiting())
                return;
            judge(request.responseURL, { method: 'POST', body: body }, () => ({
                ok: /^2/.test(`${request.status}`),
                // Parsed already, if the page asked for JSON.
                text: () => JSON.stringify(request.response),
            }));
        });
        return undefined;
    });
};

const LOOK_EVERY_MS = 200;
/** What has not shown success by then is taken for refused. */
const PATIENCE_MS = 30_000;
/**
 * Finds out whether a submission succeeded when the page handles it by script: the request that
 * carried it was answered with success, or the page moved on, or the form went away, without the
 * visitor having touched anything. A refusal by the page's own validation shows none of these.
 */
const submissions = new Map();
/** The same form with the same content is one sign-up, however often it is sent. */
const reported = new WeakMap();
let timer$1;
const succeed = (form) => {
    const { _report, _values = [] } = submissions.get(form) ?? {};
    submissions.delete(form);
    if (!_report || (_values[0] && `${_values}` === reported.get(form)))
        return;
    reported.set(form, `${_values}`);
    _report();
};
const succeedIf = (isOver) => {
    for (const [form, { _since, _needsYes }] of submissions) {
        if (Date.now() - _since > PATIENCE_MS)
            submissions.delete(form);
        else if (!_needsYes && isOver(form))
            succeed(form);
    }
};
/** A no may be meant for the request of another script, so it is not the last word. */
const onAnswer = (sent, isSuccess) => {
    const text = sent + attempt(() => decodeURIComponent(sent));
    for (const [form, submission] of submissions) {
        if (!submission._values.some((value) => text.includes(value)))
            continue;
        if (isSuccess)
            succeed(form);
        submission._needsYes = true;
    }
};
/** Gone, or none of its fields has a place on the page any more. */
const isGone = (form) => !form.isConnected || ![...form.elements].some((field) => field.getClientRects()[0]);
const begin = (form, values, report) => {
    if (!timer$1) {
        watchRequests(() => submissions.size, onAnswer);
        timer$1 = setInterval(() => succeedIf(isGone), LOOK_EVERY_MS);
    }
    submissions.set(form, { _report: report, _values: values, _since: Date.now() });
};
const touch = () => {
    for (const submission of submissions.values())
        submission._needsYes = true;
};
/** The page moves on: what the visitor did not interrupt has succeeded. */
const moveOn = () => succeedIf(() => true);

/** Whether a node is what a selector names, or one of the given elements. */
const isAmong = (node, wanted) => typeof wanted === 'string' ? node.matches?.(wanted) : [wanted].flat().includes(node);

/**
 * Listens on the window, in the capture phase: events of the document and of elements pass there
 * too, and before any listener of the page can stop them.
 */
const on = (types, listener) => {
    for (const type of types.split(' '))
        addEventListener(type, listener, true);
};

/**
 * Hears every change of address within the page. The Navigation API tells all of them by itself;
 * elsewhere `history` is wrapped.
 */
const onNavigation = (listener) => {
    const { navigation } = window;
    if (navigation) {
        navigation.addEventListener('currententrychange', ({ navigationType }) => listener(!/push|tr/.test(`${navigationType}`)));
        return;
    }
    wrap(history, 'pushState', () => () => listener());
    wrap(history, 'replaceState', () => () => listener(true));
    on('popstate', () => listener());
};

const thisMoment = () => ({
    time: Date.now(),
    href: location.href,
    title: document.title,
    referrer: document.referrer,
});
const pageOf = ({ href, title, referrer }) => {
    const url = pageAddress(href);
    return {
        path: url.pathname + url.hash,
        referrer: referrer && pageAddress(referrer).href,
        search: url.search,
        title,
        url: url.href,
    };
};

/** What one request may carry. The browser keeps below these, the edge enforces them. */
/** Bytes of one request body, after decompression. Segment's own libraries stay under 500 KB. */
/** Bytes of one event, as JSON. The same limit as Segment's, so nothing that fits there is refused here. */
const MAX_EVENT_BYTES = 32 * 1024;

/** Safari keeps script cookies for 7 days, the others for at most 400; each visit starts this anew. */
const MAX_AGE_SECONDS = 400 * 24 * 3600;
const readCookie = () => new RegExp(`(^|; )${PREFIX}=([^;]*)`).exec(document.cookie)?.[2];
/** An empty value removes the cookie. Answers whether the browser took it. */
const writeCookie = (value, domain) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and young
    document.cookie = `${PREFIX}=${value};path=/;samesite=lax;domain=${domain};max-age=${value ? MAX_AGE_SECONDS : 0}`;
    return readCookie() === value;
};
/**
 * The domains a cookie of this page might be for, widest first: `co.uk`, `acme.co.uk`,
 * `www.acme.co.uk`, and none. Browsers refuse the public ones, of which the list is long.
 */
const domainsOf = (labels) => [
    ...labels.map((_, index) => labels.slice(-2 - index).join('.')),
    '',
];

/**
 * The person lives in localStorage, and their ids also in a cookie that subdomains share and that
 * the edge may renew.
 */
let person = {};
/** The widest domain that works is found by trying, and kept. */
const setCookie = (value) => {
    const { cookieDomain } = settings;
    const domains = cookieDomain == null ? domainsOf(location.hostname.split('.')) : [cookieDomain];
    const taken = domains.find((domain) => attempt(() => writeCookie(value, domain)));
    settings.cookieDomain ??= taken;
};
/** The time makes it a new value, by which the browser's consent to the domain is recognised. */
const saveCookie = () => {
    const { anonymousId, userId } = person;
    if (mayStore())
        setCookie(encodeURIComponent([anonymousId, userId, Date.now()].join('\n')));
};
const savePerson = () => write(PREFIX, JSON.stringify(person));
const changePerson = (changes, known = person) => {
    person = { ...known, ...changes };
    savePerson();
    saveCookie();
};
/** Takes up what is stored. Where cookie and localStorage disagree the cookie is right: another subdomain wrote it. */
const recallPerson = () => {
    person = parse(read(PREFIX)) ?? person;
    const { first, last, anonymousId = createId() } = person;
    const ids = attempt(() => decodeURIComponent((mayStore() && readCookie()) || '').split('\n'));
    const [id, userId] = ids ?? [];
    person = {
        ...(id && id !== anonymousId ? { first, last } : person),
        anonymousId: id || anonymousId,
    };
    if (userId)
        person.userId = userId;
};
const forgetPerson = () => changePerson({ anonymousId: createId() }, {});
/** Removes every trace from the device but the mark of the decision. */
const erase = () => {
    for (const key of keys(PREFIX))
        if (key !== CONSENT_KEY)
            remove(key);
    setCookie('');
    person = { anonymousId: createId() };
};

/** Query parameters by which advertising systems recognise their own clicks. */
const CLICK_ID = /(clk?id|braid|li_fat_id|rdt_cid)$/i;
/** `acme.com` of `www.acme.com`, `acme.co.uk` of `www.acme.co.uk`. */
const SITE = /[^.]+(\.((com?|org|net|ac|gov)\.)?\w+)?$/;
/** A link that somebody copied and sent on must not turn its readers into the sender. */
const FRESH_MS = 120_000;
let beginning;
/** The UTM parameters of the address the page was opened with. */
let campaign;
/** Begins to keep the person, and how they came, as far as they allow it. */
const keepPerson = () => {
    beginning ??= thisMoment();
    const { href, referrer, time } = beginning;
    const site = settings.cookieDomain || SITE.exec(location.hostname)?.[0] || '';
    const isOwn = !referrer || isWithin(new URL(referrer).hostname, site);
    let isDirect = isOwn;
    const click = {};
    campaign = {};
    recallPerson();
    for (const [name, value] of new URL(href).searchParams) {
        const [id, madeAt] = value.split('~');
        if (CLICK_ID.test(name)) {
            click[name] = value;
            isDirect = false;
        }
        if (name.startsWith('utm_')) {
            campaign[name === 'utm_campaign' ? 'name' : name.slice(4)] = value;
            isDirect = false;
        }
        if (name === LINK_PARAMETER &&
            settings.linkDomains &&
            id &&
            Math.abs(time - Number(madeAt)) < FRESH_MS)
            person.anonymousId = id;
    }
    const touch = {
        ...campaign,
        click,
        landing: pageAddress(href).href,
        referrer: isOwn ? '' : referrer,
        at: new Date(time).toJSON(),
    };
    // The first touch stays for good; the last one follows each visit that was not direct.
    person.first ??= touch;
    if (!isDirect)
        person.last = touch;
    savePerson();
};

/** The version in `package.json`; a check keeps the two in step. */
const VERSION = '0.1.0';

/** Costs tens of milliseconds on a slow phone, so only events that make the record in the CRM have it. */
const timezone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
/** The surroundings that every event carries; what is undefined falls away when it is written. */
const contextOf = (page, isAboutPerson) => {
    const { first, last, groupId } = person;
    return {
        library: { name: 'freshsales-edge', version: VERSION },
        page,
        locale: navigator.language,
        // A robot that admits it; the edge may hold its sign-ups back.
        webdriver: navigator.webdriver,
        timezone: isAboutPerson ? timezone() : undefined,
        campaign,
        attribution: { first, last },
        groupId,
    };
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
/** From a call to an event on its way: completed, seen by the middleware, let through by consent. */
const record = (type, given = [], moment = thisMoment()) => new Promise((resolve) => {
    const call = normalize(type, given);
    const [{ userId }, , callback] = call;
    const settle = (outcome) => {
        resolve(outcome);
        guarded(callback, outcome);
    };
    let event;
    try {
        // Another id is another person: what was known of the first must not rub off on them.
        if (type === 'identify' && userId && userId !== (person.userId ?? userId))
            forgetPerson();
        event = complete(type, call, moment);
        for (const [name, middleware] of listeners) {
            const seen = (name === MIDDLEWARE && middleware(event));
            if (seen === null)
                throw 'a middleware dropped it';
            if (seen?.type)
                event = seen;
        }
        if (permits(type) === false)
            throw 'no consent';
        emit(type, event);
        // Another copy: whoever has seen the event has no say any more.
        const text = JSON.stringify(event);
        if (text[MAX_EVENT_BYTES])
            throw 'larger than 32 KB';
        event = JSON.parse(text);
        if (isAboutPerson(type))
            remember(event);
        settlers.set(event, settle);
        queue.push(event);
        sendSoon();
    }
    catch (error) {
        conclude(event, 'dropped', `${error}`, settle);
    }
});
const remember = (event) => {
    const { userId = person.userId, groupId = person.groupId, traits } = event;
    changePerson({
        userId,
        groupId,
        traits: event.type === 'identify' ? { ...person.traits, ...traits } : person.traits,
    });
};
const complete = (type, [fields, options], moment) => {
    const { timestamp = moment.time, context, ...chosen } = options;
    const { anonymousId, userId } = person;
    const page = pageOf(moment);
    // A copy, so that neither a middleware nor later changes by the page reach each other's objects.
    return JSON.parse(JSON.stringify({
        messageId: createId(),
        timestamp: new Date(timestamp),
        anonymousId,
        userId,
        previousId: type === 'alias' ? anonymousId : undefined,
        ...chosen,
        ...fields,
        ...(type === 'page' && { properties: { ...page, ...fields['properties'] } }),
        type,
        context: { ...contextOf(page, isAboutPerson(type)), consent: decision, ...context },
    }));
};

const captures = new Set();
/** Fields that were seen while somebody typed into them. */
const typed = new WeakSet();
let isInstalled = false;
/** Takes the values down at once: the page may empty the form when it is done. */
const take = (form) => {
    let options;
    for (const [wanted, chosen] of captures)
        if (attempt(() => isAmong(form, wanted)))
            options = chosen;
    if (!options)
        return;
    const { traits, values } = readForm(form, typed, options);
    const event = options.event ?? form.dataset['event'];
    const isSignUp = Object.keys(traits)[0];
    // A form that tells nothing of a person (a search, a cart, a log-out) is no sign-up.
    if (!isSignUp && !event)
        return;
    // By attribute, since fields are named by their owners and `form.name` may be one of them.
    const { id, name } = form.attributes;
    const moment = thisMoment();
    const context = { form: impressionOf(form) };
    begin(form, values, () => {
        const properties = {
            formId: id?.value,
            formName: name?.value,
            url: pageAddress(moment.href).href,
        };
        if (isSignUp)
            record('identify', [traits, { context }], moment);
        record('track', [event ?? 'Form Submitted', properties], moment);
    });
};
/** By which the edge can tell a robot: seconds since the page began, and whether the trap was filled in. */
const impressionOf = (form) => ({
    seconds: performance.now() / 1000,
    honeypot: !!form.querySelector('[data-honeypot]')?.value,
});
const onSubmit = (event) => {
    const form = event.composedPath()[0];
    attempt(() => take(form));
    // By then all listeners of the page have had their say.
    setTimeout(() => event.defaultPrevented || succeed(form));
};
/** A submit event does not leave its shadow tree, but what people do before it does. */
const onAct = (event) => {
    const element = event.composedPath()[0];
    watchTree(element.getRootNode());
    if (event.type === 'input' && isVisible(element))
        typed.add(element);
    if (event.isTrusted)
        touch();
};
/** Asked again for the same tree, a browser changes nothing. */
const watchTree = (root) => root.addEventListener('submit', onSubmit, true);
const install = () => {
    watchTree(document);
    on('input click keydown', (event) => attempt(() => onAct(event)));
    on('pagehide', moveOn);
    onNavigation((isReplace) => isReplace || moveOn());
    wrap(HTMLFormElement.prototype, 'submit', (form) => {
        attempt(() => take(form));
        succeed(form);
        return undefined;
    });
};
/**
 * Sees forms being handed in, without ever standing in the way: it listens, and calls neither
 * `preventDefault` nor `submit`. Nothing is installed before the first form is to be captured.
 */
const captureForm = (form, options = {}) => {
    if (!isInstalled)
        install();
    isInstalled = true;
    return addTo(captures, [form, options]);
};

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

/**
 * Ties delivery to the life of the page: hidden, frozen, restored, online again.
 * Intentionally no `unload` or `beforeunload`: they shut the page out of the back/forward cache.
 */
const followLifecycle = () => {
    flush();
    on('online visibilitychange pageshow', flush);
    on('pagehide freeze', () => {
        sendLastWords();
        letGo();
    });
};

/** Adds the person's id to links to other domains of the site's owner, at the moment they are clicked. */
const decorateLinks = () => {
    if (!settings.linkDomains)
        return;
    onClick('a[href]', (element) => {
        const link = element;
        const isOurs = listOf(settings.linkDomains).some((domain) => isWithin(link.hostname, domain));
        if (!isOurs || !isConsentGiven())
            return;
        const url = new URL(link.href);
        url.searchParams.set(LINK_PARAMETER, `${person.anonymousId}~${Date.now()}`);
        link.href = url.href;
    });
};

/** Frameworks set the title a moment after the address. */
const TITLE_SETTLES_MS = 100;
/** The address that was counted last. */
let seen = '';
/** A page view whose title may still change. */
let due;
let timer;
const address = () => pageAddress(location.href).href;
const report = () => {
    clearTimeout(timer);
    if (due)
        record('page', [], { ...due, title: document.title });
    due = undefined;
};
const look = ({ persisted } = {}) => {
    if (document.hidden || (address() === seen && !persisted))
        return;
    report();
    due = { ...thisMoment(), referrer: seen || document.referrer };
    seen = address();
    timer = setTimeout(report, TITLE_SETTLES_MS);
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
    onNavigation((isReplace) => {
        if (!isReplace)
            look();
        else if (seen) {
            seen = address();
            if (due)
                due.href = seen;
        }
    });
};

const LATER_MS = 2_000;
/** From then on others may know better than this page. */
let isSettled = false;
/**
 * Reads what the page chose and what is known of the visitor, makes calls good that came before, and
 * begins to watch and to send; with `?analytics_debug` also opens the inspector, a file of its own.
 */
const start = (options, analytics, makeGood) => {
    configure(options);
    recallDecision();
    keepPerson();
    if (/[?&]analytics_debug/.test(location.search))
        import(edgeUrl('/inspector.js')).then((module) => module.inspect(analytics, settings));
    const { forms, pages } = settings;
    on('pageshow', ({ persisted }) => {
        if (!persisted)
            return;
        recallPerson();
        catchUp();
    });
    followLifecycle();
    // Cookies and storage events cost time that a page that is loading needs.
    setTimeout(followTabs, LATER_MS);
    on('pagehide', () => isSettled || saveCookie());
    decorateLinks();
    if (isOn(forms))
        captureForm(`${forms}`.replace(/^(true)?$/, 'form'));
    if (isOn(pages))
        watchPages();
};
/** Keeps what other tabs and subdomains know in step with this page. */
const followTabs = () => {
    isSettled = true;
    catchUp();
    saveCookie();
    on('storage', ({ key }) => {
        if (key === PREFIX)
            recallPerson();
        if (key === CONSENT_KEY)
            catchUp();
    });
};
/** The visitor may have decided elsewhere. */
const catchUp = () => {
    const before = JSON.stringify(decision);
    recallDecision();
    if (JSON.stringify(decision) !== before)
        followDecision();
};
const consent = (granted) => {
    decide(granted);
    followDecision();
};
/** Keeps and sends what is allowed now; drops and erases what is not. */
const followDecision = () => {
    for (const event of queue) {
        if (event.context)
            event.context.consent ??= decision;
        if (!permits(event.type))
            finish(event, 'dropped', 'no consent');
    }
    if (isConsentGiven()) {
        keepPerson();
        // Who they are is what the marketing purpose is about.
        if (!permits('identify'))
            changePerson({ userId: undefined, groupId: undefined, traits: undefined });
        saveCookie();
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
    reset: forgetPerson,
    use: (middleware) => listen(MIDDLEWARE, middleware),
    setAnonymousId: (anonymousId) => anonymousId && changePerson({ anonymousId }),
    user: () => ({ ...person, traits: person.traits ?? {} }),
    async flush() {
        await flush();
        return { status: queue[0] ? 'queued' : 'delivered', reason: trouble };
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
        start(options, analytics);
    }
    isCreated = true;
    return analytics;
};

export { createAnalytics };
