/**
 * What a contact is expected to be: fields by the names that the CRM has for them (`first_name`,
 * `cf_plan`, `campaign`) or that your page gives them (`firstName`, `company`, `name`). Texts and
 * numbers are the same when they read the same; a regular expression and what `expect.any` and its
 * like make match; of an object and a list only what is named must be there.
 */
interface Lead {
    email?: unknown;
    /** First and last name. */
    name?: unknown;
    firstName?: unknown;
    lastName?: unknown;
    phone?: unknown;
    jobTitle?: unknown;
    /** Its name, or an object of its fields. */
    company?: unknown;
    city?: unknown;
    country?: unknown;
    /** Name of the campaign. */
    campaign?: unknown;
    medium?: unknown;
    [field: string]: unknown;
}
/** A contact as the simulated CRM shows it: chosen entries of lists by name, the timeline newest first. */
interface Contact {
    id: number;
    email: string | null;
    first_name: string | null;
    last_name: string | null;
    campaign: string | null;
    custom_field: Record<string, unknown>;
    sales_accounts: {
        id: number;
        name: string;
    }[];
    timeline: {
        type: string;
        description?: string;
    }[];
    [field: string]: unknown;
}

interface ExpectOptions {
    /** Milliseconds. */
    within?: number;
    /** Address of the test server. Default: the one that this process started, else FRESHSALES_EDGE_TEST_SERVER. */
    server?: string;
}
/** Thrown where a lead did not come, or came although none should. */
declare class LeadError extends Error {
    readonly name = "LeadError";
}
/** The contact, as soon as the CRM has it as expected; else an error that says what did arrive. */
declare function expectLead(lead: Lead, options?: ExpectOptions): Promise<Contact>;
/** Fails as soon as the CRM has such a contact; by the end, nothing may be on its way to it either. */
declare function expectNoLead(lead?: Lead, options?: ExpectOptions): Promise<void>;

/** What can be said of a test server; all of it may be left out. */
interface TestServerOptions {
    /** Where pages send to. Default: a free port. */
    port?: number;
    /** Where the simulated CRM answers. Default: a free port. */
    crmPort?: number;
    /** Settings of the edge, as in wrangler.jsonc: `{ EVENTS: '{"Demo Requested":{…}}' }`. */
    settings?: Readonly<Record<string, string>>;
    /** How the simulated account is set up, its custom fields for example: demo/freshsales/README.md. */
    account?: object;
    /** Prints what the edge logs. Default: false. */
    log?: boolean;
}

/** Something has to be installed, or said otherwise; the message says what. */
declare class TestServerError extends Error {
    readonly name = "TestServerError";
}

/** A test server, and what can be asked of it. */
interface TestServer {
    /** The edge: `<script src="${url}/sdk.js" …>`, or `endpoint: url`. */
    url: string;
    writeKey: string;
    /** The simulated CRM: a page for people, and its API. */
    crmUrl: string;
    /** Opens the console, at `/console` of the edge. */
    adminToken: string;
    /** As the function of that name does, of this server. */
    expectLead(lead: Lead, options?: Omit<ExpectOptions, 'server'>): Promise<Contact>;
    /** As the function of that name does, of this server. */
    expectNoLead(lead?: Lead, options?: Omit<ExpectOptions, 'server'>): Promise<void>;
    /** Edge and CRM forget everything; addresses stay. Takes a quarter of a second. */
    reset(): Promise<void>;
    stop(): Promise<void>;
}
/** Starts edge and CRM; from now on `expectLead` looks there, also in processes that this one starts. */
declare function startTestServer(options?: TestServerOptions): Promise<TestServer>;

export { LeadError, TestServerError, expectLead, expectNoLead, startTestServer };
export type { Contact, ExpectOptions, Lead, TestServer, TestServerOptions };
