const EVENT_TYPES = [
    'identify',
    'group',
    'track',
    'page',
    'screen',
    'alias',
];

/** Runs `act`; a browser that denies what it asks for (storage, locks, beacons) counts as "nothing". */
function attempt(act) {
    try {
        return act();
    }
    catch {
        return undefined;
    }
}

/** What the page chose. A page has one visitor and one library, so this and other state is the module's own. */
let settings;
const configure = (options) => {
    settings = options;
};
/** A bare `data-` attribute is an empty text and means yes. */
const isOn = (value) => value === '' || (!!value && value !== 'false');
/** A list, or a text with commas between. */
const listOf = (value) => value ? `${value}`.split(/[\s,]+/) : [];
/** Where the edge takes batches. */
const collectUrl = () => `${settings.endpoint.replace(/\/$/, '')}/v1/batch`;
/** Without these nothing works. */
const isUsable = () => !!(settings.writeKey && settings.endpoint);

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
    const { globalPrivacyControl } = navigator;
    if (globalPrivacyControl && settings.gpc !== 'ignore')
        return false;
    return !isOn(settings.consent) || undefined;
};
const isConsentGiven = () => permits('page') || permits('identify');
/** Whether anything about the person may be kept on the device. */
const mayStore = () => !isOn(settings.cookieless) && isConsentGiven();
/** Takes up an earlier decision, or that of another tab. */
const recallDecision = () => {
    decision = attempt(() => JSON.parse(localStorage[CONSENT_KEY]));
};
/** A purpose that is not named follows a plain `true` and is refused otherwise. */
const decide = (granted) => {
    const all = granted === true;
    const { analytics = all, marketing = all } = granted;
    decision = { analytics, marketing };
    attempt(() => {
        localStorage[CONSENT_KEY] = JSON.stringify(decision);
    });
};

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
const listenersOf = (name) => [...listeners].filter(([wanted]) => wanted === name).map(([, listener]) => listener);
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
    for (const listener of listenersOf(name))
        guarded(listener, payload);
};

/** Tells the caller, once, and everyone who listens; that something waits is told but once. */
const conclude = (item, status, reason) => {
    const { _event: event, _settle: settle } = item;
    if (status === 'queued' && !settle)
        return;
    const outcome = { status, reason, event };
    item._settle = undefined;
    settle?.(outcome);
    emit(status, outcome);
};

/** What one request may carry. The browser keeps below these, the edge enforces them. */
/** Bytes of one request body, after decompression. Segment's own libraries stay under 500 KB. */
/** Bytes of one event, as JSON. The same limit as Segment's, so nothing that fits there is refused here. */
const MAX_EVENT_BYTES = 32 * 1024;

/** Everything this library stores starts with this. */
const PREFIX = 'fse';
/**
 * localStorage that never throws, and that is neither read nor written without consent: denied,
 * full or absent, it answers as if it were empty.
 */
const read = (key) => attempt(() => mayStore() && localStorage.getItem(key));
const write = (key, text) => {
    attempt(() => {
        if (mayStore())
            localStorage.setItem(key, text);
    });
};
const remove = (key) => {
    attempt(() => localStorage.removeItem(key));
};
/** The stored keys that start with `start`. */
const keys = (start) => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(start))) ?? [];
/** What is stored there as JSON, or nothing when it is none. */
const readJson = (key) => attempt(() => JSON.parse(read(key)));

/** A UUID; on pages without a secure context, where `randomUUID` is missing, something as unlikely to repeat. */
const createId = () => crypto.randomUUID?.() ?? Date.now() + Math.random().toString(36).slice(2);

/**
 * One page's share of the common storage: a key per event, under a name that no other page has. As
 * long as something waits there, the page holds a Web Lock of that name, so whoever gets the lock
 * knows that its owner is gone and may take over what it left. Frozen pages let go, since a held
 * lock would keep them out of the back/forward cache.
 */
let name = '';
let release;
const shared = () => `${PREFIX}.q.${settings.writeKey}.`;
const own = () => {
    name ||= createId();
    return shared() + name;
};
const keyOf = ({ _event }) => `${own()}.${_event.messageId}`;
/** Nothing when the browser has no locks. */
const lock = (owner, options, use) => attempt(() => navigator.locks.request(owner, options, use).catch(() => 0));
const hold = () => {
    if (release)
        return;
    const whenReleased = new Promise((resolve) => {
        release = resolve;
    });
    lock(own(), {}, () => whenReleased);
};
const letGo = () => {
    release?.();
    release = undefined;
};
/** Finds what pages have left that are gone, or, where locks are missing, that may be gone. */
const findLeft = (take) => {
    for (const key of keys(shared())) {
        const owner = key.slice(0, key.lastIndexOf('.'));
        const takeAll = () => {
            for (const left of keys(owner))
                take(left, true);
        };
        if (owner !== own())
            lock(owner, { ifAvailable: true }, (free) => free && takeAll()) ?? take(key, false);
    }
};

/** The edge remembers what it has seen for 7 days; sent later than that, an event might count twice. */
const OLDEST_MS = 6 * 24 * 3600 * 1000;
/** Without Web Locks, what another page stored this long ago is taken for left behind. */
const LEFT_BEHIND_MS = 10_000;
/** Below this a page need not look at what others keep. */
const MODEST_CHARACTERS = 64_000;
/** What this page has in memory and all pages have in storage; browsers store two bytes a character. */
const MOST_CHARACTERS = 450_000;
/**
 * What waits for consent or to be acknowledged: in memory, and on disk where allowed, so that it
 * outlives the page. Dropped are only events older than six days and, when there is no more room,
 * the oldest.
 */
let items = [];
/** As JSON in ASCII, so that its length is its size in bytes, which is what limits count. */
const serialize = (event) => JSON.stringify(event).replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
const textOf = (batch) => `[${batch.map((item) => item._text)}]`;
const keep = (item) => write(keyOf(item), item._text);
/** Nothing happens to an item that another answer has already settled. */
const finish = (item, status, reason) => {
    if (!item || !items.includes(item))
        return;
    items = items.filter((other) => other !== item);
    remove(keyOf(item));
    conclude(item, status, reason);
};
const isTooMuch = (own = textOf(items)) => own[MODEST_CHARACTERS] && (own + keys(PREFIX).map(read))[MOST_CHARACTERS];
const add = (item) => {
    items.push(item);
    keep(item);
    if (item._text[MAX_EVENT_BYTES])
        finish(item, 'dropped', 'larger than 32 KB');
    while (items[1] && isTooMuch())
        finish(items[0], 'dropped', 'no room');
};
/** Takes over what pages that are gone have left. */
const adopt = (then) => findLeft((key, isCertain) => {
    const event = readJson(key);
    const age = event && Date.now() - Date.parse(event.timestamp);
    if (!age || (!isCertain && age < LEFT_BEHIND_MS))
        return;
    const item = { _event: event, _text: serialize(event) };
    add(item);
    remove(key);
    if (age > OLDEST_MS)
        finish(item, 'dropped', 'older than 6 days');
    then();
});
/** Forgets what another page took over while this one was frozen. */
const reconcile = () => {
    items = items.filter((item) => read(keyOf(item)) || !mayStore());
};

/** Browsers allow 64 KiB of keepalive bodies in flight for a whole page; the rest is left to others. */
const KEEPALIVE_BYTES = 60_000;
/** An edge that has not answered by then is taken for unreachable. */
const ANSWER_WITHIN_MS = 20_000;
/** Adopted events wait this long for company: the first page view usually takes them along. */
const ADOPTED_WAIT_MS = 400;
/** After a failure, doubling with each. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;
/**
 * No new attempt so soon after a failure: requests of a page that is being left fail only as far as
 * it can see, and are not to be sent again by what it does last.
 */
const REST_MS = 400;
let failures = 0;
let retry;
/** Why events wait: for consent, or because the last request failed. */
let trouble = 'no consent yet';
/** The edge asked for silence until then. */
let notBefore = 0;
let isScheduled = false;
let running;
const bodyOf = (batch) => `{"batch":${textOf(batch)},"writeKey":${JSON.stringify(settings.writeKey)},"sentAt":"${new Date().toISOString()}"}`;
/**
 * Posts a batch. Its body is a plain text, which needs no preflight.
 */
const ship = async (batch) => {
    let status = 0;
    let retryAfter = 0;
    let said = {};
    try {
        for (const item of batch)
            item._isInFlight = true;
        const inFlight = textOf(items.filter((item) => item._isInFlight));
        const response = await fetch(collectUrl(), {
            method: 'POST',
            body: bodyOf(batch),
            keepalive: !inFlight[KEEPALIVE_BYTES],
            credentials: isOn(settings.serverCookie) ? 'include' : 'omit',
            signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS),
        });
        status = response.status;
        retryAfter = Number(response.headers.get('retry-after')) * 1000;
        said = await response.json();
    }
    catch (error) {
        // An answer that is no JSON has a status all the same.
        trouble = `${error}`;
    }
    if (status)
        trouble = `${status} ${said.error?.message}`;
    const isLater = !status || status === 408 || status === 429 || status >= 500;
    if (isLater)
        retryLater(retryAfter);
    else if (status < 300)
        failures = 0;
    else
        console.error('analytics:', trouble);
    for (const { index, reason } of said.rejected ?? [])
        finish(batch[index], 'dropped', reason);
    for (const item of batch) {
        item._isInFlight = false;
        if (isLater)
            conclude(item, 'queued', trouble);
        else if (status < 300)
            finish(item, 'delivered');
        else
            finish(item, 'dropped', trouble);
    }
};
const retryLater = (atLeast) => {
    hold();
    // Jitter, so that tabs and visitors spread.
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++) * (0.5 + Math.random() / 2);
    notBefore = Date.now() + Math.max(atLeast, REST_MS);
    clearTimeout(retry);
    retry = setTimeout(flush, Math.max(atLeast, wait));
};
/** A page the browser renders ahead may never be seen, and some visitors have not decided yet. */
const mayTravel = ({ _event, _isInFlight }) => !_isInFlight && !document.prerendering && !!permits(_event.type);
const sendWaiting = () => {
    isScheduled = false;
    const waiting = items.filter(mayTravel);
    if (waiting[0] && !retry) {
        while (waiting[1] && textOf(waiting)[KEEPALIVE_BYTES])
            waiting.pop();
        running = Promise.all([running, ship(waiting)]);
        sendWaiting();
    }
    else
        for (const item of items)
            if (!item._isInFlight)
                conclude(item, 'queued', trouble);
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
const adoptAndSend = () => adopt(() => setTimeout(sendSoon, ADOPTED_WAIT_MS));
/** Sends all that waits, unless the edge asked for silence. */
const flush = () => {
    if (Date.now() >= notBefore) {
        clearTimeout(retry);
        retry = undefined;
        adoptAndSend();
        sendWaiting();
    }
    return running;
};

/** What must never leave the page, whatever a form calls it. Pure. */
/** Words of fields that hold secrets, cards, codes, or nothing that a person entered. */
const SECRET_WORDS = /pass|card|one time|\b(cc|cv[cv]|ssn|pin|otp|file|hidden|submit|button|reset)\b/;
const SOCIAL_SECURITY_NUMBER = /\b\d{3}-\d\d-\d{4}\b/;
/** Thirteen to nineteen digits as cards have them; a phone has a + first. */
const CARD_NUMBER = /(?<![+\d])[2-6](?:[ -]?\d){12,18}(?!\d)/g;
/** What twice a digit counts in the checksum that every card number satisfies. */
const TWICE = '0246813579';
const isCard = (number) => [...number.replace(/\D/g, '')]
    .reverse()
    .reduce((sum, digit, index) => sum + Number(index % 2 ? TWICE[Number(digit)] : digit), 0) %
    10 ===
    0;
const isSecretField = (words) => SECRET_WORDS.test(words);
const isSecretValue = (value) => SOCIAL_SECURITY_NUMBER.test(value) || !!value.match(CARD_NUMBER)?.some(isCard);

/**
 * Which trait a field is, by the words of its `autocomplete`, type, name or label: English, German,
 * French, Spanish, Portuguese, Italian and Dutch. The first row that fits counts. Texts come as
 * `wordsOf` makes them.
 */
const TRAIT_TABLE = {
    email: /mail(?!ing)|correo|courriel/,
    firstName: /first ?n|given|fname|vorn|prenom|voorn/,
    lastName: /last ?n|surn|famil|lname|nachn|apell?id|sobren|cogn|achtern/,
    title: /\b(job|position|role|title|beruf|poste|cargo|puesto|ruolo)\b|fun[ck]t|fonct/,
    'company.name': /compa[ngr]|organi[sz]|firma|unterneh|entrep|societ|empresa|azien|bedrijf/,
    phone: /phone|telef|mobil|cel+ul|movil|handy|\btel\b/,
    website: /web|home ?p|\burl\b/,
    'address.postalCode': /zip|post|\b(plz|cep|cap)\b/,
    'address.city': /\bcity|level2|\b(ort|stadt|ville|plaats|ciudad|cidade|citta)\b/,
    'address.state': /level1|\bstate|provin|bundesl|region|estado/,
    'address.country': /countr|\b(land|pa[iy]s|paese)\b/,
    'address.street': /street|add?res|stra[st ]|calle|direc|endere|indiri|\brue\b/,
    message: /messag|comm?ent|nachr|mensa[jg]|beric/,
    name: /^((full|your|ihr|votre|su|seu|uw) )?(name|nom|nombre|nome|naam)( compl.*)?$/,
};
/** Words of a box whose tick means "you may write to me". */
const SUBSCRIPTION_WORDS = /news|scri|marketing|opt ?in|offer|abonn|angebot/;

/**
 * Whether a person can see an element. Fields out of sight are traps for robots, or steps of a form
 * that are over; both look the same from here, so those the person typed into are remembered.
 */
const isVisible = (element) => element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) !== false &&
    element.getBoundingClientRect().right + scrollX >= 0 &&
    !element.closest('[aria-hidden=true]');

/**
 * What a text about a field is brought to before tables look at it: words in small letters, without
 * accents, one blank between them. `firstName`, `first_name` and `First-Name` become `first name`.
 */
const wordsOf = (text) => `${text}`
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
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
    ...[...(field.labels ?? [])].map((label) => label.textContent),
    field.ariaLabel,
    field.placeholder,
].map(wordsOf);
const guessTrait = (texts) => texts
    .flatMap((text) => Object.entries(TRAIT_TABLE).filter(([, words]) => words.test(text)))
    .map(([trait]) => trait)[0];
/** Puts a value at a path. The first field of a trait counts; ticked boxes add up, as Freshsales wants choices. */
function put(traits, path, value, isBox) {
    const [head = '', key] = path.split('.');
    const target = (key ? { ...traits[head] } : traits);
    const known = target[key ?? head];
    target[key ?? head] = known && isBox ? `${known};${value}` : (known ?? value);
    if (key)
        traits[head] = target;
}
/** In languages that say "name" for one half of it, the other half tells which. */
function completeName(traits) {
    const { name, firstName, lastName } = traits;
    if (!name || !firstName === !lastName)
        return;
    traits[firstName ? 'lastName' : 'firstName'] = name;
    delete traits['name'];
}
/** The traits that a form tells of the person who filled it in; `typed` are the fields seen in use. */
function readForm(form, typed, options) {
    const traits = {};
    for (const field of form.elements) {
        const { type, checked } = field;
        const isBox = /^(checkbox|radio)$/.test(type);
        const texts = textsOf(field);
        const chosen = field.dataset['trait'] ?? options.fields?.[field.name];
        const trait = chosen ?? (isBox ? '' : guessTrait(texts));
        const value = isBox ? checked && (field.getAttribute('value') ?? true) : field.value?.trim();
        const isReadable = !isSecretField(`${texts}`) &&
            !field.closest('[data-ignore]') &&
            (isBox || typed.has(field) || isVisible(field));
        if (isReadable && trait && value && !isSecretValue(`${value}`))
            put(traits, trait, value, isBox);
        if (isReadable && !trait && type === 'checkbox' && SUBSCRIPTION_WORDS.test(`${texts}`))
            traits['subscriptionStatus'] = checked ? SUBSCRIBED : NOT_SUBSCRIBED;
    }
    completeName(traits);
    return { ...traits, ...options.traits };
}

/** Answers that come with 200 and mean no: Contact Form 7, Elementor and many a hand-made endpoint. */
const REFUSAL = /"(success|ok|valid)": ?false|"status": ?"[^"]*(fail|error|invalid|spam)/;
/**
 * Sees what the page's own scripts send, by `fetch` and XMLHttpRequest, and passes all of it on
 * untouched. Installed when the first form is submitted, and then for good: taking a wrapper out
 * again would break those that others have put around it. `onAnswer` gets address and body in one text.
 */
function watchRequests(isWaiting, onAnswer) {
    /** Reads a body of any kind as text; a stream can be read by its receiver only, and fails here. */
    const judge = async (url, body, isSuccess) => {
        const sent = attempt(() => new Response(body).text());
        onAnswer(`${url} ${await sent}`, !!(await isSuccess));
    };
    const { fetch } = window;
    window.fetch = (...given) => {
        if (!isWaiting())
            return fetch(...given);
        const [target, init] = given;
        const { url = target, body = init?.body } = attempt(() => target.clone()) ?? {};
        const answer = fetch(...given);
        const isSuccess = answer.then(async (response) => response.ok && !REFUSAL.test(await response.clone().text()));
        judge(url, body, isSuccess.catch(() => 0));
        return answer;
    };
    const { send } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.send = function (body) {
        this.addEventListener('loadend', () => {
            if (!isWaiting())
                return;
            const said = attempt(() => this.responseText);
            judge(this.responseURL, body, /^2/.test(`${this.status}`) && !REFUSAL.test(`${said}`));
        });
        send.call(this, body);
    };
}

const LOOK_EVERY_MS = 200;
/** What has not shown success by then is taken for refused. */
const PATIENCE_MS = 30_000;
/**
 * Finds out whether a submission succeeded when the page handles it by script: the request that
 * carried it was answered with success, or the page moved on, or the form went away, without the
 * visitor having touched anything. A refusal by the page's own validation shows none of these.
 */
const submissions = new Map();
let timer$1;
/** Reports once. */
const succeed = (form) => {
    const submission = submissions.get(form);
    submission?._report?.();
    if (submission)
        submission._report = undefined;
};
const succeedIf = (isOver) => {
    for (const [form, { _since }] of submissions) {
        if (Date.now() - _since < PATIENCE_MS && isOver(form))
            succeed(form);
    }
};
const isWaiting = () => [...submissions.values()].some(({ _report }) => _report);
const onAnswer = (sent, isSuccess) => {
    const text = attempt(() => decodeURIComponent(sent)) ?? sent;
    for (const [form, { _marks }] of submissions) {
        if (sent.startsWith(collectUrl()) || !_marks.some((mark) => text.includes(mark)))
            continue;
        if (isSuccess)
            succeed(form);
        else
            submissions.delete(form);
    }
};
/** The same form with the same content is one sign-up, however often it is sent. */
const begin = (form, marks, report) => {
    if (!timer$1) {
        watchRequests(isWaiting, onAnswer);
        timer$1 = setInterval(() => succeedIf((form) => !form.isConnected || !isVisible(form)), LOOK_EVERY_MS);
    }
    const known = submissions.get(form);
    const isRepeated = known && !known._report && `${known._marks}` === `${marks}`;
    if (!isRepeated)
        submissions.set(form, { _report: report, _marks: marks, _since: Date.now() });
};
/** The visitor did something, so what happens next is their doing. */
const touch = () => {
    for (const submission of submissions.values())
        submission._since = 0;
};
/** The page moves on: what the visitor did not interrupt has succeeded. */
const moveOn = () => succeedIf(() => true);

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
 * elsewhere `history` is wrapped, passing on arguments untouched.
 */
function onNavigation(listener) {
    const { navigation } = window;
    if (navigation) {
        navigation.addEventListener('currententrychange', ({ navigationType }) => listener(!/push|tr/.test(`${navigationType}`)));
        return;
    }
    for (const method of ['pushState', 'replaceState']) {
        const original = history[method];
        history[method] = (...given) => {
            original.apply(history, given);
            listener(method === 'replaceState');
        };
    }
    addEventListener('popstate', () => listener(false));
}

/** The parameter that carries the anonymous id to another domain of the site's owner. */
const LINK_PARAMETER = 'fse_id';
/** A fragment that routes (`#/pricing`, `#!/pricing`); any other only scrolls. */
const ROUTE = /^#!?\//;
/** The address of a page as it may be told: allowed query parameters only, no scrolling fragment. */
function pageAddress(href) {
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
}

const thisMoment = () => ({
    time: Date.now(),
    href: location.href,
    title: document.title,
    referrer: document.referrer,
});
function pageOf({ href, title, referrer }) {
    const url = pageAddress(href);
    return { path: url.pathname + url.hash, referrer, search: url.search, title, url: url.href };
}

/** Query parameters by which advertising systems recognise their own clicks. */
const CLICK_ID = /^(\w*clk?id|[gw]braid|li_fat_id|rdt_cid)$/i;
/** `site` is the domain whose pages are no referrers; `landing` the address as it may be kept. */
function arrivalOf({ href, referrer, time }, landing, site) {
    const campaign = {};
    const click = {};
    for (const [name, value] of new URL(href).searchParams) {
        if (CLICK_ID.test(name))
            click[name] = value;
        if (name.startsWith('utm_'))
            campaign[name === 'utm_campaign' ? 'name' : name.slice(4)] = value;
    }
    const isOwn = !referrer || `.${new URL(referrer).hostname}`.endsWith(`.${site}`);
    const touch = {
        ...campaign,
        click,
        landing,
        referrer: isOwn ? '' : referrer,
        at: new Date(time).toISOString(),
    };
    return {
        _touch: touch,
        _campaign: campaign,
        _isDirect: isOwn && !Object.keys({ ...campaign, ...click })[0],
    };
}

/** Safari keeps script cookies for 7 days, the others for at most 400; each visit starts this anew. */
const MAX_AGE_SECONDS = 400 * 24 * 3600;
const readCookie = (name) => new RegExp(`(^|; )${name}=([^;]*)`).exec(document.cookie)?.[2];
/** An empty value removes the cookie. Answers whether the browser took it. */
const writeCookie = (name, value, domain) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and young
    document.cookie = `${name}=${value};path=/;samesite=lax;domain=${domain};max-age=${value ? MAX_AGE_SECONDS : 0}`;
    return readCookie(name) === value;
};
/**
 * The domains a cookie of this page might be for, widest first: `co.uk`, `acme.co.uk`,
 * `www.acme.co.uk`, and none. Browsers refuse the public ones, of which the list is long.
 */
const domainsOf = (host) => {
    const labels = host.split('.');
    const domains = labels.map((_, index) => labels.slice(index).join('.'));
    return [...domains.slice(0, -1).reverse(), ''];
};

/**
 * The person lives in localStorage, and their ids also in a cookie that subdomains share and that
 * the edge may renew.
 */
let person = {};
/** The widest domain that works is found by trying, and kept. */
const setCookie = (value) => {
    const { cookieDomain } = settings;
    const domains = cookieDomain == null ? domainsOf(location.hostname) : [cookieDomain];
    settings.cookieDomain = domains.find((domain) => writeCookie(PREFIX, value, domain));
};
/** The time makes it a new value, by which the browser's consent to the domain is recognised. */
const saveCookie = () => {
    if (mayStore())
        setCookie(encodeURIComponent(`${person.anonymousId} ${person.userId ?? ''} ${Date.now()}`));
};
const savePerson = () => write(PREFIX, JSON.stringify(person));
const changePerson = (changes, known = person) => {
    person = { ...known, ...changes };
    savePerson();
    saveCookie();
};
/** Takes up what is stored. Where cookie and localStorage disagree the cookie is right: another subdomain wrote it. */
const recallPerson = () => {
    const known = readJson(PREFIX) || person;
    const { first, last } = known;
    const [anonymousId, userId] = decodeURIComponent((mayStore() && readCookie(PREFIX)) || '').split(' ');
    person = known;
    if (anonymousId)
        person = {
            ...(anonymousId === known.anonymousId ? known : { first, last }),
            anonymousId,
            userId,
        };
    person.anonymousId ??= createId();
};
const forgetPerson = () => changePerson({ anonymousId: createId() }, {});
/** Removes every trace from the device but the `except`ed mark. */
const erase = (except) => {
    for (const key of keys(PREFIX))
        if (key !== except)
            remove(key);
    setCookie('');
    person = { anonymousId: createId() };
};

/** Calls back for clicks on what a selector names, now and later, or on given elements. Returns its undo. */
function onClick(links, listener) {
    const onEvent = (event) => {
        const link = event.composedPath().find((node) => typeof links === 'string' ? node.matches?.(links) : [links].flat().includes(node));
        if (link)
            listener(link);
    };
    addEventListener('click', onEvent, true);
    return () => removeEventListener('click', onEvent, true);
}

/** A link that somebody copied and sent on must not turn its readers into the sender. */
const FRESH_MS = 120_000;
/** Adds the person's id to links to other domains of the site's owner, at the moment they are clicked. */
const decorateLinks = () => {
    const domains = listOf(settings.linkDomains);
    if (!domains[0])
        return;
    onClick('a[href]', (link) => {
        const url = new URL(link.href);
        if (!isConsentGiven() || !domains.some((domain) => `.${url.hostname}`.endsWith(`.${domain}`)))
            return;
        url.searchParams.set(LINK_PARAMETER, `${person.anonymousId}~${Date.now()}`);
        link.href = url.href;
    });
};
/** The id that such a link has brought along. */
function idFromLink({ href, time }) {
    const [id, madeAt] = new URL(href).searchParams.get(LINK_PARAMETER)?.split('~') ?? [];
    return settings.linkDomains && Math.abs(time - Number(madeAt)) < FRESH_MS ? id : undefined;
}

let beginning;
/** That of the address the page was opened with. */
let campaign;
/** Begins to keep the person, and how they came, as far as they allow it. */
function keepPerson() {
    beginning ??= thisMoment();
    recallPerson();
    const site = settings.cookieDomain || location.hostname.replace(/^www\./, '');
    const { _touch, _campaign, _isDirect } = arrivalOf(beginning, pageAddress(beginning.href).href, site);
    const { first = _touch, last, anonymousId } = person;
    campaign = _campaign;
    // The first touch stays for good; the last one follows each visit that was not direct.
    person.first = first;
    person.last = _isDirect ? last : _touch;
    person.anonymousId = idFromLink(beginning) ?? anonymousId;
    savePerson();
}

/** The version in `package.json`; a check keeps the two in step. */
const VERSION = '0.1.0';

/** Costs tens of milliseconds on a slow phone, so only events that make the record in the CRM have it. */
const timezone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
/** The surroundings that every event carries; what is undefined falls away when it is written. */
function contextOf(page, isAboutPerson) {
    const { first, last, groupId } = person;
    return {
        library: { name: 'freshsales-edge', version: VERSION },
        page,
        locale: navigator.language,
        // A robot that admits it; the edge may hold its sign-ups back.
        webdriver: navigator.webdriver || undefined,
        timezone: isAboutPerson ? timezone() : undefined,
        campaign,
        attribution: { first, last },
        groupId,
    };
}

/** What each method takes, in order: ids, then the name of its object, if it has one. */
const PARAMETERS = {
    identify: 'userId,traits',
    group: 'groupId,traits',
    track: 'event,properties',
    page: 'category,name,properties',
    screen: 'category,name,properties',
    alias: 'userId,previousId,',
};
function normalize(type, given) {
    const ids = PARAMETERS[type].split(',');
    const content = ids.pop();
    const texts = given.filter((argument) => /string|number/.test(typeof argument));
    // Nothing at all stands for an object, except in the first place, where it is a missing id.
    const objects = given.filter((argument, index) => argument == null ? index : typeof argument === 'object');
    const fields = {};
    // One text alone is the name of a page, not its category.
    if (ids[1] === 'name' && !texts[1])
        ids.shift();
    for (const id of ids)
        fields[id] = `${texts.shift() ?? ''}` || undefined;
    if (content)
        fields[content] = objects.shift();
    return {
        _fields: fields,
        _options: objects[0] ?? {},
        _callback: given.find((argument) => typeof argument === 'function'),
    };
}

/** Under this name middlewares listen. */
const MIDDLEWARE = 'use';
/** From a call to an event on its way: completed, seen by the middleware, let through by consent. */
const record = (moment, type, ...given) => new Promise((resolve) => {
    const call = normalize(type, given);
    const item = {
        _settle(outcome) {
            resolve(outcome);
            guarded(call._callback, outcome);
        },
    };
    try {
        if (!isUsable())
            throw 'not set up';
        if (isAboutPerson(type))
            remember(type, call);
        item._event = throughMiddleware(complete(type, call, moment));
        if (permits(type) === false)
            throw 'no consent';
        item._text = serialize(item._event);
        emit(type, item._event);
        add(item);
        sendSoon();
    }
    catch (error) {
        conclude(item, 'dropped', `${error}`);
    }
});
function remember(type, { _fields }) {
    const { userId, groupId, traits } = _fields;
    // Another id is another person: what was known of the first must not rub off on them.
    if (type === 'identify' && userId && userId !== (person.userId || userId))
        forgetPerson();
    changePerson({
        userId: userId ?? person.userId,
        groupId: groupId ?? person.groupId,
        traits: type === 'identify' ? { ...person.traits, ...traits } : person.traits,
    });
}
function complete(type, { _fields, _options }, moment) {
    const { timestamp = moment.time, context, ...chosen } = _options;
    const { anonymousId, userId } = person;
    const page = pageOf(moment);
    // A copy, so that neither a middleware nor later changes by the page reach each other's objects.
    const event = JSON.parse(JSON.stringify({
        messageId: createId(),
        timestamp: new Date(timestamp),
        anonymousId,
        userId: userId || undefined,
        previousId: type === 'alias' ? anonymousId : undefined,
        ...chosen,
        ..._fields,
        ...(type === 'page' && { properties: { ...page, ..._fields['properties'] } }),
        type,
        context: { ...contextOf(page, isAboutPerson(type)), consent: decision, ...context },
    }));
    if (type === 'track' && !event.event)
        throw 'track needs a name';
    return event;
}
function throughMiddleware(event) {
    for (const middleware of listenersOf(MIDDLEWARE)) {
        const seen = middleware(event);
        if (seen === null)
            throw 'a middleware dropped it';
        event = seen || event;
    }
    return event;
}

const captures = new Set();
/** Fields that were seen while somebody typed into them. */
const typed = new WeakSet();
/** Shadow trees that are listened to. */
const roots = new WeakSet();
let isInstalled = false;
/** All texts inside traits, nested ones included, that are long enough to be recognised by. */
const marksOf = (value) => Object(value) === value
    ? Object.values(value).flatMap(marksOf)
    : [`${value}`].filter((text) => text[2]);
/** Takes the values down at once: the page may empty the form when it is done. */
function take(form, submitter) {
    const capture = [...captures]
        .filter(([wanted]) => form === wanted || form.matches(`${wanted}`))
        .pop();
    if (!capture)
        return;
    const traits = readForm(form, typed, capture[1]);
    const event = submitter?.dataset['event'] ?? form.dataset['event'] ?? capture[1].event;
    const isSignUp = Object.keys(traits)[0];
    // A form that tells nothing of a person (a search, a cart, a log-out) is no sign-up.
    if (!isSignUp && !event)
        return;
    // By attribute, since fields are named by their owners and \`form.name\` may be one of them.
    const { id, name } = form.attributes;
    const moment = thisMoment();
    const context = { form: impressionOf(form) };
    begin(form, marksOf(traits), () => {
        if (isSignUp)
            record(moment, 'identify', traits, { context });
        record(moment, 'track', event ?? 'Form Submitted', {
            formId: id?.value,
            formName: name?.value,
            url: moment.href,
        });
    });
}
/** By which the edge can tell a robot: seconds since the page began, and whether the trap was filled in. */
const impressionOf = (form) => ({
    seconds: Math.round(performance.now() / 1000),
    honeypot: !!form.querySelector('[data-honeypot],[name=honeypot]')?.value,
});
const onSubmit = (event) => {
    const form = event.composedPath()[0];
    attempt(() => take(form, event.submitter));
    // By then all listeners of the page have had their say.
    setTimeout(() => event.defaultPrevented || succeed(form));
};
/** A submit event does not leave its shadow tree, but what people do before it does. */
const onAct = (event) => {
    const element = event.composedPath()[0];
    const root = element.getRootNode();
    if (root !== document && !roots.has(root)) {
        roots.add(root);
        root.addEventListener('submit', onSubmit, true);
    }
    if (event.type === 'input' && isVisible(element))
        typed.add(element);
    if (event.isTrusted && event.type !== 'focusin')
        touch();
};
function install() {
    on('submit', onSubmit);
    on('focusin input click keydown', onAct);
    on('pagehide', moveOn);
    onNavigation((isReplace) => isReplace || moveOn());
    const { submit } = HTMLFormElement.prototype;
    HTMLFormElement.prototype.submit = function () {
        attempt(() => take(this));
        succeed(this);
        submit.call(this);
    };
}
/**
 * Sees forms being handed in, without ever standing in the way: it listens, and calls neither
 * `preventDefault` nor `submit`. Nothing is installed before the first form is to be captured.
 */
function captureForm(form, options = {}) {
    if (!isInstalled)
        install();
    isInstalled = true;
    return addTo(captures, [form, options]);
}

/** Without Web Locks the events of the page before are left alone at first, so look once more. */
const SECOND_LOOK_MS = 15_000;
/**
 * A request survives its page where `fetch` knows keepalive; Firefox before 133 needs a beacon.
 * That tells nothing of its fate, so the events stay, and the edge drops what it has seen.
 */
const sendLastWords = () => {
    if (attempt(() => 'keepalive' in Request.prototype))
        flush();
    else if (items[0])
        attempt(() => navigator.sendBeacon(collectUrl(), bodyOf(items)));
};
/**
 * Ties delivery to the life of the page: hidden, frozen, restored, online again.
 * Intentionally no `unload` or `beforeunload`: they shut the page out of the back/forward cache.
 */
const followLifecycle = () => {
    adoptAndSend();
    setTimeout(adoptAndSend, SECOND_LOOK_MS);
    on('online visibilitychange', sendLastWords);
    on('pagehide freeze', () => {
        sendLastWords();
        letGo();
    });
    on('pageshow resume', ({ persisted }) => {
        if (persisted === false)
            return;
        reconcile();
        flush();
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
        record({ ...due, title: document.title }, 'page');
    due = undefined;
};
const look = (isReturn) => {
    if (document.visibilityState === 'hidden' || (address() === seen && !isReturn))
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
    on('visibilitychange', () => seen || look());
    on('pageshow', ({ persisted }) => persisted && look(true));
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

const COOKIE_AFTER_MS = 2_000;
/** Reads what the page chose and what is known of the visitor; from here on calls can be recorded. */
function prepare(options) {
    configure(options);
    recallDecision();
    if (isUsable())
        keepPerson();
    else
        console.error('analytics: writeKey (data-write-key) or endpoint is missing');
}
/** Begins to watch and to send; with `?analytics_debug` also opens the inspector, a file of its own. */
function start(analytics) {
    if (!isUsable())
        return;
    if (/[?&]analytics_debug/.test(location.search))
        import(`${settings.endpoint}/inspector.js`).then(({ inspect }) => inspect(analytics, settings));
    const { forms, pages } = settings;
    followLifecycle();
    // Cookies cost time that a page that is loading needs.
    setTimeout(saveCookie, COOKIE_AFTER_MS);
    on('pagehide', saveCookie);
    on('prerenderingchange', flush);
    on('storage', ({ key }) => {
        if (key === PREFIX)
            recallPerson();
        if (key !== CONSENT_KEY)
            return;
        recallDecision();
        followDecision();
    });
    decorateLinks();
    if (isOn(forms))
        captureForm(`${forms}`.replace(/^(true)?$/, 'form'));
    if (isOn(pages))
        watchPages();
}
const consent = (granted) => {
    decide(granted);
    followDecision();
};
/** Keeps and sends what is allowed now; drops and erases what is not. */
function followDecision() {
    for (const item of items) {
        const { type, context } = item._event;
        if (context)
            context.consent ??= decision;
        item._text = serialize(item._event);
        keep(item);
        if (!permits(type))
            finish(item, 'dropped', 'no consent');
    }
    if (isConsentGiven()) {
        keepPerson();
        saveCookie();
    }
    else
        erase(CONSENT_KEY);
    flush();
}

/** The public face; `now` is when and where a call is made. */
function analyticsOf(now = thisMoment) {
    const analytics = {
        on: listen,
        debug,
        captureForm,
        consent,
        reset: forgetPerson,
        use: (middleware) => listen(MIDDLEWARE, middleware),
        setAnonymousId: (anonymousId) => changePerson({ anonymousId }),
        user: () => ({ traits: {}, ...person }),
        async flush() {
            await flush();
            return { status: items[0] ? 'queued' : 'delivered', reason: trouble };
        },
        async ready(listener) {
            guarded(listener);
        },
        trackLink: (links, ...given) => onClick(links, (link) => record(now(), 'track', ...given.map((part) => (typeof part === 'function' ? part(link) : part)))),
    };
    for (const type of EVENT_TYPES)
        analytics[type] = (...given) => record(now(), type, ...given);
    return analytics;
}

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

let created;
/**
 * Starts the library, in code that is bundled. A page has one: called again (hot reload, a component
 * mounted twice) it answers with the same object. On a server it answers with one whose calls do
 * nothing.
 */
function createAnalytics(options) {
    if (typeof window === 'undefined')
        return nowhere;
    if (!created) {
        created = analyticsOf();
        prepare(options);
        start(created);
    }
    return created;
}

export { createAnalytics };
