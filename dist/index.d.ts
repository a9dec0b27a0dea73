/** One call of the Segment specification, as it travels: https://segment.com/docs/connections/spec/ */
type Event = IdentifyEvent | GroupEvent | TrackEvent | PageEvent | ScreenEvent | AliasEvent;
type Json = string | number | boolean | null | Json[] | {
    [key: string]: Json;
};
type JsonObject = {
    [key: string]: Json;
};
/** What a person or a group is like. */
type Traits = JsonObject;
/** What an event was about. */
type Properties = JsonObject;
interface CommonFields {
    /** Unique per call; also the idempotency key. */
    messageId: string;
    /** ISO 8601: when it happened, by the clock of the sender until the edge corrects it. */
    timestamp: string;
    /** ISO 8601: when it happened, by the uncorrected clock of the sender. */
    originalTimestamp?: string;
    /** The site's own id of the person. */
    userId?: string;
    /** The browser's id of a person who has not introduced themselves. */
    anonymousId?: string;
    context?: Context;
    /** `{All: false}` or `{Freshsales: false}` keeps an event out of the CRM. */
    integrations?: JsonObject;
}
interface IdentifyEvent extends CommonFields {
    type: 'identify';
    traits?: Traits;
    /** Some senders put the e-mail address here; read as a last resort. */
    properties?: Properties;
}
interface GroupEvent extends CommonFields {
    type: 'group';
    groupId?: string;
    /** Traits of the group, not of the person. */
    traits?: Traits;
    properties?: Properties;
}
interface TrackEvent extends CommonFields {
    type: 'track';
    event: string;
    properties?: Properties;
}
interface PageEvent extends CommonFields {
    type: 'page';
    name?: string;
    category?: string;
    properties?: Properties;
}
interface ScreenEvent extends CommonFields {
    type: 'screen';
    name?: string;
    category?: string;
    properties?: Properties;
}
interface AliasEvent extends CommonFields {
    type: 'alias';
    previousId: string;
}
/** The surroundings of an event. Only the keys that something here reads are named. */
interface Context {
    /** The person's traits, on an event that is not an `identify`. */
    traits?: Traits;
    page?: PageContext;
    campaign?: Campaign;
    attribution?: Attribution;
    consent?: Consent;
    timezone?: string;
    locale?: string;
    userAgent?: string;
    ip?: string;
    groupId?: string;
    library?: {
        name: string;
        version: string;
    };
    [key: string]: unknown;
}
interface PageContext {
    path?: string;
    referrer?: string;
    search?: string;
    title?: string;
    url?: string;
}
/** UTM parameters, without their prefix; `utm_campaign` is `name`. */
interface Campaign {
    name?: string;
    source?: string;
    medium?: string;
    term?: string;
    content?: string;
}
/** How the person came: the first visit ever and the latest one that was not direct. */
interface Attribution {
    first?: Touch;
    last?: Touch;
}
interface Touch extends Campaign {
    /** Address of the first page of that visit. */
    landing?: string;
    referrer?: string;
    /** Click ids by their parameter: `{gclid: '…', fbclid: '…'}`. */
    click?: {
        [parameter: string]: string;
    };
    /** ISO 8601. */
    at?: string;
}
/** What the person allowed when the event happened, by purpose. */
interface Consent {
    analytics?: boolean;
    marketing?: boolean;
    /** The banner that they were asked by. */
    via?: string;
    /** When it told of it; ISO 8601. */
    at?: string;
    /** Whether the law has them asked before, lets them object, or asks for nothing. */
    model?: 'opt-in' | 'opt-out' | 'none';
}

/** A value as page code holds it; dates become ISO 8601, functions and `undefined` fall away. */
type Value = Json | Date | undefined | Value[] | {
    [key: string]: Value;
};
/** An object as page code holds it. */
type Values = {
    [key: string]: Value;
};
/**
 * The names and shapes a site agreed on, for `createAnalytics<MyPlan>()`; checked by the compiler,
 * costs no byte at run time.
 *
 * ```ts
 * type MyPlan = {
 *   events: { 'Order Completed': { total: number }; 'Logged Out': undefined }
 *   traits: { email: string; cfPlan?: 'free' | 'pro' }
 * }
 * ```
 */
interface Plan {
    /** Event name → its properties; `undefined` for an event that has none. */
    events?: object;
    /** What is known of a person. */
    traits?: object;
    /** What is known of a group. */
    groupTraits?: object;
}
type Part<P extends Plan, Key extends keyof Plan, Otherwise> = P extends Record<Key, infer Given> ? Given : Otherwise;
type PersonTraits<P extends Plan> = Part<P, 'traits', object>;
type GroupTraits<P extends Plan> = Part<P, 'groupTraits', object>;
type EventName<P extends Plan> = keyof Part<P, 'events', Record<string, object>> & string;
type PropertiesOf<P extends Plan, Name extends EventName<P>> = Part<P, 'events', Record<string, object>>[Name];
/** The arguments of `track` after the name: required when the plan requires properties. */
type TrackArguments<P extends Plan, Name extends EventName<P>, Rest extends unknown[]> = P extends Record<'events', object> ? undefined extends PropertiesOf<P, Name> ? [properties?: PropertiesOf<P, Name>, ...rest: Rest] : [properties: PropertiesOf<P, Name>, ...rest: Rest] : [properties?: object, ...rest: Rest];
/** The person as the browser remembers them. */
interface User {
    anonymousId: string;
    userId?: string;
    groupId?: string;
    traits: Traits;
    /** The first visit, and the latest that was not direct. */
    first?: Touch;
    last?: Touch;
}

/** What became of a call. Every promise of the library resolves to one of these and never rejects. */
type Outcome = 
/** The edge has it on disk. */
{
    status: 'delivered';
    event: Event;
}
/**
 * Kept here: to be tried again, or until the visitor is known. `on('delivered')` tells when it has
 * arrived.
 */
 | {
    status: 'queued';
    reason: string;
    event: Event;
}
/** Gone, with the reason in words. `event` is missing when the call itself made no sense. */
 | {
    status: 'dropped';
    reason: string;
    event?: Event;
};

/** What a single call may say beside its own content; the third argument of the Segment spec. */
interface CallOptions {
    /** When it happened. Default: now. */
    timestamp?: Date | string;
    /** Merged over the context the library collects, one level deep. */
    context?: Values;
    /** `{ Freshsales: false }` keeps this event out of the CRM. */
    integrations?: JsonObject;
    /** Stands in for the browser's own id, for this event only. */
    anonymousId?: string;
}
type Callback = (outcome: Outcome) => void;
type Rest = [options?: CallOptions, callback?: Callback];
/**
 * Sees each event before it is kept. Return a changed event, nothing to leave it as it is (or as
 * you mutated it), or `null` to drop it; a promise changes nothing. If it throws, the event is
 * dropped: a middleware that redacts must never let an event slip by.
 */
type Middleware = (event: Event) => Event | null | undefined | void;
interface FormOptions {
    /** Name of the `track` event. Default: the form's `data-event`, else `Form Submitted`. */
    event?: string;
    /** Field name → trait, for fields the library cannot know. A `data-trait` attribute wins. */
    fields?: Record<string, string>;
    /** Traits that each sign-up of this form carries. Default: none. */
    traits?: Values;
}
type OutcomeName = Outcome['status'];
/**
 * The calls of the Segment specification and a few more. Nothing here throws, and each promise
 * settles with what became of the call, also when a content blocker eats the request.
 */
interface Analytics<P extends Plan = Plan> {
    /** Who the person is: their id (optional) and their traits. */
    identify(userId: string | null, traits?: PersonTraits<P>, ...rest: Rest): Promise<Outcome>;
    identify(traits: PersonTraits<P>, ...rest: Rest): Promise<Outcome>;
    identify(userId: string, callback: Callback): Promise<Outcome>;
    /** Which company the person belongs to. */
    group(groupId: string | null, traits?: GroupTraits<P>, ...rest: Rest): Promise<Outcome>;
    group(traits: GroupTraits<P>, ...rest: Rest): Promise<Outcome>;
    /** What the person did. */
    track<Name extends EventName<P>>(event: Name, ...rest: TrackArguments<P, Name, Rest>): Promise<Outcome>;
    /** Which page the person sees. One text is the name, two are category and name. */
    page(): Promise<Outcome>;
    page(properties: object, ...rest: Rest): Promise<Outcome>;
    page(name: string, properties?: object, ...rest: Rest): Promise<Outcome>;
    page(category: string, name: string, properties?: object, ...rest: Rest): Promise<Outcome>;
    /** The same for a screen of an app. */
    screen(name: string, properties?: object, ...rest: Rest): Promise<Outcome>;
    screen(category: string, name: string, properties?: object, ...rest: Rest): Promise<Outcome>;
    /** Says that `userId` is the person formerly known as `previousId`. Default: the browser's id. */
    alias(userId: string, previousId?: string, ...rest: Rest): Promise<Outcome>;
    /**
     * Sends what waits, now, unless it is kept until the visitor is known. Settles `delivered` when
     * nothing is left, else `queued`.
     */
    flush(): Promise<{
        status: 'delivered' | 'queued';
        reason?: string;
    }>;
    /**
     * Forgets the person (ids, traits, group, attribution, and what was kept of a stranger) and starts a
     * new anonymous one; consent and events on their way stay.
     */
    reset(): void;
    /** The person as remembered here. */
    user(): User;
    /** Replaces the browser's own id, for example by one the server knows. */
    setAnonymousId(id: string): void;
    /**
     * `true` allows everything and sends what waited, with its original times; `false` forgets
     * everything on this device. `{ analytics, marketing }` decides by purpose: `analytics` covers
     * `track`, `page` and `screen`; `marketing` covers `identify`, `group` and `alias`, that is, the
     * record in the CRM. A purpose left out is refused.
     */
    consent(granted: boolean | Consent): void;
    /** Reports sign-ups of one form, or of all forms a selector matches now or later. Returns its undo. */
    captureForm(form: HTMLFormElement | string, options?: FormOptions): () => void;
    /** Tracks clicks on links (or anything else). Never holds the click up. Returns its undo. */
    trackLink(links: string | Element | Element[], event: string | ((link: Element) => string), properties?: object | ((link: Element) => object)): () => void;
    /** Hears outcomes (`delivered`, `queued`, `dropped`). Returns its undo. */
    on<Name extends OutcomeName>(name: Name, listener: (outcome: Extract<Outcome, {
        status: Name;
    }>) => void): () => void;
    /** Hears events as they are recorded, by type. Returns its undo. */
    on<Type extends Event['type']>(name: Type, listener: (event: Extract<Event, {
        type: Type;
    }>) => void): () => void;
    /** Adds a middleware. Returns its undo. */
    use(middleware: Middleware): () => void;
    /** Runs as soon as the library does; with the stub, after the calls made before. */
    ready(listener?: () => void): Promise<void>;
    /** Prints every event and its outcome to the console. */
    debug(on?: boolean): void;
}

/** What a site may choose; the script tag says the same with `data-` attributes. */
interface Options {
    /** Which source the events come from (`data-write-key`). A public credential, not a secret. */
    writeKey: string;
    /** Where the edge is (`data-endpoint`); only its origin counts. Default with the script tag: where the script came from. */
    endpoint: string;
    /** Report page views by themselves, soft navigations included (`data-pages`). Default: no. */
    pages?: boolean | undefined;
    /** Report sign-ups of all forms, or of those a selector names (`data-forms`). Default: none. */
    forms?: boolean | string | undefined;
    /**
     * `off`: do not report what is handed in and booked in the widgets of other vendors (HubSpot,
     * Typeform, Calendly …) that stand on the page (`data-widgets="off"`). Default: with `forms` for all
     * forms they are reported.
     */
    widgets?: 'off' | undefined;
    /**
     * `required`: keep events in memory, and nothing on the device, until `consent()` is called
     * (`data-consent="required"`). `auto`: the same, and the consent banner of the page decides
     * (`data-consent="auto"`). Default: no consent is needed.
     */
    consent?: 'required' | 'auto' | boolean | undefined;
    /**
     * `form`: what somebody hands in counts although they have not decided, or Global Privacy Control
     * is on (`data-forms-consent="form"`): handing it in is their consent to that. Default: it waits
     * for consent like everything else.
     */
    formsConsent?: 'form' | undefined;
    /**
     * `ignore`: do not treat Global Privacy Control as a refusal (`data-gpc="ignore"`). Default: a
     * browser that sends it is left alone until `consent(true)`.
     */
    gpc?: 'ignore' | undefined;
    /** Store nothing on the device, ever; each page load is a new person (`data-cookieless`). Default: no. */
    cookieless?: boolean | undefined;
    /** Domain of the cookie (`data-cookie-domain`). Default: the widest the browser allows, so subdomains share it. */
    cookieDomain?: string | undefined;
    /**
     * Send requests with cookies, so that an edge on the same site can set the id cookie itself and
     * Safari keeps it longer than a week (`data-server-cookie`). Default: no; the edge has to allow it.
     */
    serverCookie?: boolean | undefined;
    /**
     * What happens to page views and events of strangers, people without a `userId` or an address
     * (`data-anonymous`). `keep`: they stay on the device until the visitor is known, or goes on to
     * another host of the site. `batch`: they are sent with the third view, after 20 seconds, or when the
     * page is hidden; for sites that introduce people from their server. `send`: each at once.
     * Default: `keep`.
     */
    anonymous?: 'keep' | 'batch' | 'send' | undefined;
    /**
     * Query parameters that page addresses keep beside campaigns (`utm_*`) and click ids
     * (`data-query="q,page"`). Default: none, since addresses carry secrets.
     */
    query?: string | string[] | undefined;
    /**
     * Other domains of yours (`data-link-domains="shop.example,example.org"`): links there carry the
     * anonymous id, and arrivals from there take it over; a step there also
     * sends what was kept of a stranger. Default: none.
     */
    linkDomains?: string | string[] | undefined;
}

/**
 * Starts the library, in code that is bundled. A page has one: called again (hot reload, a component
 * mounted twice) it answers with the same object. On a server it answers with one whose calls do
 * nothing.
 */
declare const createAnalytics: <P extends Plan = Plan>(options: Options) => Analytics<P>;

export { createAnalytics };
export type { Analytics, CallOptions, Callback, Consent, Event, FormOptions, Middleware, Options, Outcome, Plan, Traits, User, Values };
