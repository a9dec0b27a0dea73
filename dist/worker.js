import { DurableObject } from 'cloudflare:workers';

/** Why a request or an event is refused, and the HTTP status that says so. */
const REFUSAL_STATUS = {
    not_json: 400,
    wrong_shape: 400,
    invalid_event: 400,
    bad_encoding: 400,
    unknown_write_key: 401,
    invalid_identity: 401,
    unsigned_identity: 401,
    wrong_admin_token: 401,
    origin_not_allowed: 403,
    server_key_in_browser: 403,
    event_type_not_allowed: 403,
    console_shut: 403,
    consent_refused: 403,
    not_found: 404,
    method_not_allowed: 405,
    too_slow: 408,
    too_large: 413,
    unsupported_encoding: 415,
    too_many_events: 429,
    too_many_tries: 429,
    configuration: 503,
    not_stored: 503,
    internal: 503,
};
function pass(value) {
    return { ok: true, value };
}
function refuse$1(code, message, retryAfterSeconds) {
    const refusal = { code, message };
    return { ok: false, refusal: retryAfterSeconds ? { ...refusal, retryAfterSeconds } : refusal };
}

function isObject$1(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Nothing was said: null, an empty or blank text, a number that is none. */
function isBlank(value) {
    if (value === undefined || value === null)
        return true;
    if (typeof value === 'string')
        return value.trim() === '';
    return typeof value === 'number' && !Number.isFinite(value);
}

function succeed(value) {
    return { ok: true, value };
}
function fail(reason) {
    return { ok: false, reason };
}

/** What an operator writes → Freshsales' field. */
const KEYS = new Map([
    ['type', 'sales_activity_type_id'],
    ['title', 'title'],
    ['notes', 'notes'],
    ['outcome', 'sales_activity_outcome_id'],
    ['owner', 'owner_id'],
    ['location', 'location'],
]);
/** `"Demo"` is the type; `{"type": "Demo", "title": "…", "notes": "…", "outcome": "…", "owner": "ann@acme.com", "minutes": 30}` says more. */
function parseActivityAction(given) {
    const { minutes = 0, ...rest } = typeof given === 'string' ? { type: given } : isObject$1(given) ? given : {};
    const fields = {};
    for (const [key, value] of Object.entries(rest)) {
        const field = KEYS.get(key);
        if (field === undefined)
            return fail(`${key}: is not known; use ${[...KEYS.keys(), 'minutes'].join(', ')}`);
        if ((typeof value !== 'string' || value.trim() === '') && typeof value !== 'number')
            return fail(`${key}: must be a text or an id`);
        fields[field] = value;
    }
    if (fields['sales_activity_type_id'] === undefined)
        return fail('type: is missing: name a sales activity type of your account');
    if (typeof minutes !== 'number' || !(minutes >= 0))
        return fail('minutes: must be a number, 0 or more');
    return succeed({ type: 'activity', fields, minutes });
}

/** The same keys in the traits of the call and then in those of the context. */
function traits(...keys) {
    return [...keys.map((key) => `traits.${key}`), ...contextTraits(...keys)];
}
function contextTraits(...keys) {
    return keys.map((key) => `context.traits.${key}`);
}
/** `lead_source_id` → `leadSourceId`, which is how Segment's destination wants it. */
function camelCase(field) {
    return field.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
/** All spellings of a name are one: `Lead Source`, `leadSource` and `lead_source`. */
function looseName(name) {
    return name.toLowerCase().replace(/[^\p{L}\p{N}.]/gu, '');
}

/** `taken` names the traits that are not fields of this object. */
function indexTable(rows, taken = []) {
    const own = new Map();
    const ofContext = new Map();
    const loose = new Map();
    const elsewhere = [];
    const nested = new Set();
    for (const row of rows) {
        for (const [rank, path] of [...row.from, ...(row.also ?? [])].entries()) {
            const target = path.startsWith('traits.')
                ? own
                : path.startsWith('context.traits.')
                    ? ofContext
                    : undefined;
            const key = path.replace(/^(?:context\.)?traits\./, '');
            target?.set(key, { row, rank });
            if (target === undefined)
                elsewhere.push({ row, rank, keys: path.split('.') });
            else if (key.includes('.'))
                nested.add(key.split('.', 1)[0] ?? key);
            else
                loose.set(looseName(key), row);
        }
    }
    for (const row of rows) {
        for (const name of [row.field, camelCase(row.field)])
            loose.set(looseName(name), row);
    }
    return {
        traits: { traits: own, 'context.traits': ofContext },
        loose,
        elsewhere,
        nested,
        taken: new Set(taken),
    };
}

const POSTCODE = [
    'zip',
    'zipcode',
    'zip_code',
    'zipCode',
    'postalcode',
    'postal_code',
    'postalCode',
];
const ADDRESS_POSTCODE = ['postalcode', 'postal_code', 'postalCode'].map((key) => `address.${key}`);
const zipInAddress = (...keys) => [
    ...keys.map((key) => `address.${key}`),
    ...ADDRESS_POSTCODE,
];
/** The two halves differ in one detail, the rank of `zip`; that is how RudderStack reads it. */
const ZIPCODE_SOURCES = [
    ...[...POSTCODE, ...zipInAddress('zipcode', 'zip_code', 'zip', 'zipCode')].map((key) => `traits.${key}`),
    ...contextTraits(...POSTCODE, ...zipInAddress('zip', 'zipcode', 'zip_code', 'zipCode')),
];
const STRING_ADDRESS$1 = 'a text address is stored empty, an object gets stray blanks';
/** A contact. The e-mail address and the name's halves have rules of their own: `event/identify.ts`. */
// biome-ignore format: a table reads best with one row a line
const CONTACT$1 = [
    { field: 'first_name', from: traits('firstName', 'firstname', 'first_name'), as: 'text', example: 'Ada' },
    { field: 'last_name', from: traits('lastName', 'lastname', 'last_name'), as: 'text', example: 'Lovelace' },
    { field: 'job_title', from: traits('job_title', 'jobTitle'), also: traits('title', 'position'), as: 'text', example: 'Engineer' },
    { field: 'work_number', from: [...traits('phone'), 'properties.phone'], also: traits('workPhone'), as: 'text', example: '+1 555 0100' },
    { field: 'mobile_number', from: traits('mobileNumber'), also: traits('mobile', 'mobilePhone'), as: 'text', example: '+1 555 0101' },
    { field: 'external_id', from: ['userId', 'traits.userId', 'traits.id', ...contextTraits('userId', 'id')], as: 'text', example: 'user-1' },
    { field: 'address', from: traits('address'), also: traits('street', 'street_address'), as: 'address', example: '1 Main St', lostByRudderStack: STRING_ADDRESS$1 },
    { field: 'city', from: traits('city', 'address.city'), as: 'text', example: 'Pune' },
    { field: 'state', from: traits('state', 'address.state'), also: traits('region', 'address.region'), as: 'text', example: 'MH' },
    { field: 'country', from: traits('address.country', 'country'), as: 'text', example: 'India' },
    { field: 'zipcode', from: ZIPCODE_SOURCES, as: 'text', example: '411001' },
    { field: 'subscription_status', from: traits('subscriptionStatus'), as: 'subscription status', example: 'subscribed' },
    { field: 'subscription_types', from: traits('subscriptionTypes'), as: 'subscription types', example: ['newsletter', 'promotional'] },
    { field: 'unsubscription_reason', from: [], as: 'as it is', example: 6 },
    { field: 'other_unsubscription_reason', from: [], as: 'text', example: 'Moved' },
    { field: 'whatsapp_subscription_status', from: [], as: 'subscription status', example: 1 },
    { field: 'sms_subscription_status', from: [], as: 'subscription status', example: 1 },
    { field: 'sales_accounts', from: traits('salesAccounts', 'sales_accounts'), as: 'as it is', example: [{ id: 70000000101, is_primary: true }] },
    { field: 'sales_account_id', from: [], as: 'reference', example: 70000000101 },
    { field: 'owner_id', from: traits('ownerId'), also: traits('owner', 'salesOwner'), as: 'reference', list: 'owners', example: 'ann@acme.com' },
    { field: 'territory_id', from: traits('territoryId'), also: traits('territory'), as: 'reference', list: 'territories', example: 'North' },
    { field: 'lead_source_id', from: traits('leadSourceId'), also: traits('leadSource'), as: 'reference', list: 'lead_sources', example: 'Web' },
    { field: 'lifecycle_stage_id', from: traits('lifecycleStageId'), also: traits('lifecycleStage', 'lifecycleStageName'), as: 'reference', list: 'lifecycle_stages', example: 'Lead' },
    { field: 'contact_status_id', from: traits('contactStatusId'), also: traits('contactStatus'), as: 'reference', list: 'contact_statuses', example: 'New' },
    { field: 'lost_reason_id', from: [], as: 'reference', example: 70000000501 },
    { field: 'campaign_id', from: traits('campaignId', 'campaign_id'), also: traits('campaign'), as: 'reference', list: 'campaigns', example: 'Spring' },
    { field: 'utm_campaign', from: ['context.campaign.name'], also: ['context.attribution.last.name'], as: 'reference', list: 'campaigns', instead: 'campaign_id', example: 'Spring', lostByRudderStack: 'a text is lost, only an id arrives' },
    { field: 'medium', from: traits('medium'), also: ['context.campaign.medium', 'context.attribution.last.medium'], as: 'text', example: 'cpc' },
    { field: 'keyword', from: [...traits('keyword'), 'context.campaign.term'], also: ['context.attribution.last.term'], as: 'text', example: 'crm' },
    { field: 'first_source', from: [], also: ['context.attribution.first.source'], once: true, as: 'text', example: 'google' },
    { field: 'first_medium', from: [], also: ['context.attribution.first.medium'], once: true, as: 'text', example: 'cpc' },
    { field: 'first_campaign', from: [], also: ['context.attribution.first.name'], once: true, as: 'text', example: 'spring' },
    { field: 'last_source', from: [], also: ['context.attribution.last.source'], once: true, as: 'text', example: 'newsletter' },
    { field: 'last_medium', from: [], also: ['context.attribution.last.medium'], once: true, as: 'text', example: 'email' },
    { field: 'last_campaign', from: [], also: ['context.attribution.last.name'], once: true, as: 'text', example: 'may' },
    { field: 'latest_source', from: [], also: ['context.attribution.last.source'], as: 'text', example: 'newsletter' },
    { field: 'latest_medium', from: [], also: ['context.attribution.last.medium'], as: 'text', example: 'email' },
    { field: 'latest_campaign', from: [], also: ['context.attribution.last.name'], as: 'text', example: 'may' },
    { field: 'time_zone', from: [...traits('timeZone'), 'context.timeZone'], also: [...traits('timezone'), 'context.timezone'], as: 'time zone', example: 'Europe/Berlin' },
    { field: 'facebook', from: traits('facebookUserName'), as: 'text', example: 'ada.l' },
    { field: 'twitter', from: traits('twitterUserName'), as: 'text', example: 'ada' },
    { field: 'linkedin', from: traits('linkedinUserName'), as: 'text', example: 'adalovelace' },
    { field: 'work_email', from: [], as: 'text', example: 'ada@work.example' },
    { field: 'created_at', from: traits('createdAt'), as: 'moment', example: 1599264000, lostByRudderStack: 'epoch numbers are not converted; without it, now is sent' },
];

const STRING_ADDRESS = 'a text address is stored empty, an object gets stray blanks';
/**
 * An account: what `group` and the `company` of an `identify` become. Its name is the unique identifier.
 * Intentionally without `street`: RudderStack's documented sample sends it and no address comes of it.
 */
// biome-ignore format: a table reads best with one row a line
const ACCOUNT = [
    { field: 'name', from: traits('name'), as: 'text', example: 'Acme' },
    { field: 'industry_type_id', from: traits('industryTypeId'), also: traits('industry', 'industryType'), as: 'reference', list: 'industry_types', example: 'Technology' },
    { field: 'business_type_id', from: traits('business_type_id', 'businessTypeId'), also: traits('businessType'), as: 'reference', list: 'business_types', example: 'Partner' },
    { field: 'phone', from: [...traits('phone'), 'properties.phone'], as: 'text', example: '+1 555 0199' },
    { field: 'number_of_employees', from: traits('numberOfEmployees'), also: traits('employees', 'employee_count'), as: 'headcount', example: 51 },
    { field: 'annual_revenue', from: traits('annualRevenue'), as: 'amount', example: '10000.50 USD' },
    { field: 'address', from: traits('address'), as: 'address', example: '1 Main St', lostByRudderStack: STRING_ADDRESS },
    { field: 'city', from: traits('city', 'address.city'), as: 'text', example: 'Pune' },
    { field: 'state', from: traits('state', 'address.state'), also: traits('region', 'address.region'), as: 'text', example: 'MH' },
    { field: 'country', from: traits('address.country', 'country'), as: 'text', example: 'India' },
    { field: 'zipcode', from: ZIPCODE_SOURCES, as: 'text', example: '411001' },
    { field: 'website', from: traits('website'), also: traits('domain', 'url'), as: 'text', example: 'https://acme.example' },
    { field: 'territory_id', from: traits('territoryId'), also: traits('territory'), as: 'reference', list: 'territories', example: 'North' },
    { field: 'parent_sales_account_id', from: traits('parentSalesAccountId'), as: 'reference', example: 70000000102 },
    { field: 'owner_id', from: traits('ownerId'), also: traits('owner', 'salesOwner'), as: 'reference', list: 'owners', example: 'ann@acme.com' },
    { field: 'facebook', from: traits('facebookUserName'), as: 'text', example: 'acme' },
    { field: 'twitter', from: traits('twitterUserName'), as: 'text', example: 'acme' },
    { field: 'linkedin', from: traits('linkedinUserName'), as: 'text', example: 'acme' },
    { field: 'tags', from: [], as: 'tags', example: ['customer'] },
    { field: 'created_at', from: traits('createdAt'), as: 'moment', example: '2024-01-01T00:00:00Z', lostByRudderStack: 'epoch numbers are not converted; without it, now is sent' },
];

const UNCONVERTED = 'a name must match to the letter, an id stays a text';
/** A sales activity, as RudderStack's `sales_activity` event describes it. */
// biome-ignore format: a table reads best with one row a line
const ACTIVITY = [
    { field: 'title', from: ['properties.title'], as: 'text', example: 'Demo' },
    { field: 'sales_activity_type_id', from: ['properties.salesActivityTypeId', 'properties.salesActivityName'], as: 'reference', list: 'sales_activity_types', example: 'Demo call', lostByRudderStack: UNCONVERTED },
    { field: 'sales_activity_outcome_id', from: ['properties.salesActivityOutcomeId'], also: ['properties.salesActivityOutcomeName'], as: 'reference', list: 'sales_activity_outcomes', example: 'Interested' },
    { field: 'start_date', from: ['properties.startDate'], as: 'moment', example: '2026-01-05T10:00:00Z' },
    { field: 'end_date', from: ['properties.endDate'], as: 'moment', example: '2026-01-05T10:30:00Z' },
    { field: 'notes', from: ['properties.notes'], as: 'text', example: 'plan: pro' },
    { field: 'owner_id', from: ['properties.ownerId'], also: ['properties.owner'], as: 'reference', list: 'owners', example: 'ann@acme.com' },
    { field: 'creater_id', from: ['properties.createrId'], as: 'reference', list: 'owners', example: 70000000401 },
    { field: 'location', from: ['properties.location'], as: 'text', example: 'Pune' },
    { field: 'latitude', from: ['latitude', 'context.address.latitude', 'context.location.latitude'], as: 'text', example: '18.52' },
    { field: 'longitude', from: ['longitude', 'context.address.longitude', 'context.location.longitude'], as: 'text', example: '73.86' },
    { field: 'checkedin_at', from: ['properties.checkedinAt'], as: 'moment', example: '2026-01-05T10:00:00Z' },
];
/** Without these Freshsales makes no activity. */
const REQUIRED_OF_ACTIVITY = [
    'title',
    'sales_activity_type_id',
    'start_date',
    'end_date',
];

const own = (...keys) => keys.map((key) => `traits.${key}`);
/** A deal: the `deal` of an `identify`, or an action of `EVENTS`. RudderStack makes none. */
// biome-ignore format: a table reads best with one row a line
const DEAL = [
    { field: 'name', from: [], as: 'text', example: 'Pro plan' },
    { field: 'amount', from: [], also: own('value'), as: 'amount', example: 1234 },
    { field: 'currency_id', from: [], also: own('currency'), as: 'reference', list: 'currencies', example: 'EUR' },
    { field: 'deal_stage_id', from: [], also: own('stage', 'dealStage'), as: 'reference', list: 'deal_stages', example: 'Won' },
    { field: 'deal_pipeline_id', from: [], also: own('pipeline', 'dealPipeline'), as: 'reference', list: 'deal_pipelines', example: 'Default Pipeline' },
    { field: 'deal_type_id', from: [], also: own('type', 'dealType'), as: 'reference', list: 'deal_types', example: 'New Business' },
    { field: 'deal_reason_id', from: [], also: own('lostReason', 'dealReason'), as: 'reference', list: 'deal_reasons', example: 'Price' },
    { field: 'deal_product_id', from: [], also: own('product', 'dealProduct'), as: 'reference', list: 'deal_products', example: 'Pro' },
    { field: 'deal_payment_status_id', from: [], also: own('paymentStatus'), as: 'reference', list: 'deal_payment_statuses', example: 'Online' },
    { field: 'expected_close', from: [], also: own('expectedCloseDate', 'closeDate'), as: 'day', example: '2026-03-01' },
    { field: 'closed_date', from: [], as: 'day', example: '2026-03-01' },
    { field: 'probability', from: [], as: 'number', example: 50 },
    { field: 'forecast_category', from: [], as: 'as it is', example: 1 },
    { field: 'owner_id', from: [], also: own('owner'), as: 'reference', list: 'owners', example: 'ann@acme.com' },
    { field: 'territory_id', from: [], also: own('territory'), as: 'reference', list: 'territories', example: 'North' },
    { field: 'lead_source_id', from: [], also: own('leadSource', 'source'), as: 'reference', list: 'lead_sources', example: 'Web' },
    { field: 'campaign_id', from: [], also: own('campaign'), as: 'reference', list: 'campaigns', example: 'Spring' },
    { field: 'sales_account_id', from: [], as: 'reference', example: 70000000101 },
    { field: 'tags', from: [], as: 'tags', example: ['web'] },
];

/** Every table by its object. A lead takes the contact's, narrowed by `lead.ts`. */
const TABLES = {
    contact: CONTACT$1,
    lead: CONTACT$1,
    account: ACCOUNT,
    deal: DEAL,
    activity: ACTIVITY,
};
const ROWS = Object.fromEntries(Object.entries(TABLES).map(([object, rows]) => [
    object,
    new Map(rows.map((row) => [row.field, row])),
]));
function findRow(object, field) {
    return ROWS[object]?.get(field);
}
/** Fields that tell how a person first came: whoever folds events keeps the first value of these, not the last. */
const SET_ONCE_FIELDS = new Set(CONTACT$1.filter((row) => row.once).map((row) => row.field));

const INDEXES = {
    contact: indexTable(TABLES.contact),
    lead: indexTable(TABLES.lead),
    account: indexTable(TABLES.account),
    deal: indexTable(TABLES.deal),
    activity: indexTable(TABLES.activity),
};
/** The field that a person means who writes a configuration: `leadSource`, `Lead source`, `lead_source_id`. */
function rowNamed(object, name) {
    return INDEXES[object].loose.get(looseName(name));
}
/** `cfPlan`, `cf_plan`: the API name of a custom field, or undefined when the name does not say that it is one. */
function customFieldName(name) {
    if (/^cf_./i.test(name))
        return name.toLowerCase();
    if (!/^cf[A-Z0-9]/.test(name))
        return undefined;
    const words = name.slice('cf'.length).replace(/([a-z0-9])([A-Z])/g, '$1_$2');
    return `cf_${words.toLowerCase()}`;
}

/** Reads the fields of a record as an operator writes them: names in any spelling, custom fields as `cf_…`. */
function parseFields(object, given) {
    const fields = {};
    const custom = {};
    for (const [name, value] of Object.entries(given)) {
        if (!isFieldValue(value))
            return fail(`${name}: must be a text, a number, true or false, or a list of these`);
        const row = rowNamed(object, name);
        const customName = customFieldName(name);
        if (row !== undefined)
            fields[row.field] = value;
        else if (customName !== undefined)
            custom[customName] = value;
        else
            return fail(`${name}: is no field of a ${object}; a custom field is written cf_${name}`);
    }
    return succeed({ fields, custom });
}
function isFieldValue(value) {
    if (Array.isArray(value))
        return value.every((part) => isFieldValue(part) && !Array.isArray(part));
    return value !== null && value !== '' && !isObject$1(value);
}

/** `status` is short for the contact's; `lifecycleStage`, `owner`, `cf_plan` and every other field by its name. */
function parseContactAction(given) {
    if (!isObject$1(given))
        return fail('must be an object');
    const { status, ...rest } = given;
    const parsed = parseFields('contact', status === undefined ? rest : { ...rest, contactStatus: status });
    return parsed.ok ? succeed({ type: 'contact', ...parsed.value }) : parsed;
}

/** `{"name": "Order {order_id}", "amount": "{revenue}", "stage": "Won", "account": "{company}"}`. The same name again advances the same deal. */
function parseDealAction(given) {
    if (!isObject$1(given))
        return fail('must be an object such as {"name": "Order {order_id}", "amount": "{revenue}"}');
    const { account, ...rest } = given;
    if (typeof rest['name'] !== 'string')
        return fail('name: is missing: it is how the deal is found again');
    if (account !== undefined && typeof account !== 'string')
        return fail('account: must be the name of an account');
    const parsed = parseFields('deal', rest);
    if (!parsed.ok)
        return parsed;
    return succeed({ type: 'deal', ...parsed.value, ...(account === undefined ? {} : { account }) });
}

/** Tags from a list or a text with commas; each once, whatever its case. */
function toTags(value) {
    const given = typeof value === 'string' ? value.split(',') : value;
    if (!Array.isArray(given))
        return undefined;
    const tags = new Map();
    for (const tag of given) {
        if (typeof tag !== 'string' && typeof tag !== 'number')
            return undefined;
        const text = String(tag).trim();
        if (text !== '' && !tags.has(text.toLowerCase()))
            tags.set(text.toLowerCase(), text);
    }
    return tags.size === 0 ? undefined : [...tags.values()];
}

const BUILT_IN = ['sales_activity', 'lifecycle_stage'];
/**
 * Reads the `EVENTS` configuration:
 *
 * ```json
 * {
 *   "Signed Up": { "lifecycleStage": "Lead", "tag": "signed up" },
 *   "Demo Requested": { "status": "Interested", "activity": "Demo" },
 *   "Order Completed": { "deal": { "name": "Order {order_id}", "amount": "{revenue}", "stage": "Won" } },
 *   "Call Logged": "sales_activity"
 * }
 * ```
 *
 * An event may also have a list of these. RudderStack's `[{"from": "Signed Up", "to": "lifecycle_stage"}]` is read too.
 */
function parseActions(value) {
    if (Array.isArray(value))
        return parseRudderStack(value);
    if (!isObject$1(value))
        return fail('must be an object: {"Signed Up": {"lifecycleStage": "Lead"}}');
    const actions = new Map();
    for (const [name, given] of Object.entries(value)) {
        const parsed = parseEvent(given);
        if (!parsed.ok)
            return fail(`${JSON.stringify(name)}: ${parsed.reason}`);
        actions.set(eventKey(name), [...(actions.get(eventKey(name)) ?? []), ...parsed.value]);
    }
    return succeed(actions);
}
/** Names are compared whatever their case and the blanks around them. */
function eventKey(name) {
    return name.trim().toLowerCase();
}
/** One of RudderStack's two own event names, however it is written: ` Lifecycle  Stage ` is `lifecycle_stage`. */
function builtInAction(name) {
    const type = BUILT_IN.find((known) => known === eventKey(name).replace(/\s+/g, '_'));
    return type && { type };
}
/** Rows without a target are left over from RudderStack's settings page; they mean nothing. */
function parseRudderStack(rows) {
    const actions = new Map();
    for (const [index, row] of rows.entries()) {
        if (!isObject$1(row) || typeof row['from'] !== 'string' || typeof row['to'] !== 'string') {
            return fail(`[${index}]: must be {"from": "event name", "to": "lifecycle_stage"}`);
        }
        if (row['from'].trim() === '' || row['to'].trim() === '')
            continue;
        const parsed = parseOne(row['to']);
        if (!parsed.ok)
            return fail(`[${index}].to: ${parsed.reason}`);
        const key = eventKey(row['from']);
        actions.set(key, [...(actions.get(key) ?? []), ...parsed.value]);
    }
    return succeed(actions);
}
function parseEvent(given) {
    if (!Array.isArray(given))
        return parseOne(given);
    const all = [];
    for (const [index, one] of given.entries()) {
        const parsed = parseOne(one);
        if (!parsed.ok)
            return fail(`[${index}]: ${parsed.reason}`);
        all.push(...parsed.value);
    }
    return succeed(all);
}
function parseOne(given) {
    if (typeof given === 'string') {
        const builtIn = builtInAction(given);
        return builtIn
            ? succeed([builtIn])
            : fail(`${JSON.stringify(given)} is no action: use "sales_activity", "lifecycle_stage" or an object`);
    }
    if (!isObject$1(given))
        return fail('must be an object such as {"lifecycleStage": "Lead"}');
    const { tag, tags, activity, deal, ...contact } = given;
    return together([
        ['tag', tag, parseTags],
        ['tags', tags, parseTags],
        ['activity', activity, parseActivityAction],
        ['deal', deal, parseDealAction],
        ['', Object.keys(contact).length === 0 ? undefined : contact, parseContactAction],
    ]);
}
function together(parts) {
    const actions = [];
    for (const [key, given, parse] of parts) {
        if (given === undefined)
            continue;
        const parsed = parse(given);
        if (!parsed.ok)
            return fail(key === '' ? parsed.reason : `${key}: ${parsed.reason}`);
        actions.push(parsed.value);
    }
    return actions.length === 0
        ? fail('does nothing: say what, such as {"tag": "signed up"}')
        : succeed(actions);
}
function parseTags(given) {
    const tags = typeof given === 'string' || Array.isArray(given) ? toTags(given) : undefined;
    return tags ? succeed({ type: 'tag', tags }) : fail('must be a text or a list of texts');
}

/** Text, trimmed; numbers are written out, lists of plain values are joined. */
function toText(value) {
    if (typeof value === 'string')
        return value.trim() || undefined;
    if (typeof value === 'number')
        return Number.isFinite(value) ? String(value) : undefined;
    if (!Array.isArray(value))
        return undefined;
    const parts = value.map((part) => toText(part));
    return parts.every((part) => part !== undefined) ? parts.join(', ') || undefined : undefined;
}

/** Each part of an address line with the spellings it is sent in. */
const PARTS = [
    ['street', 'street1', 'line1', 'address1'],
    ['street2', 'line2', 'address2'],
    ['city'],
    ['state'],
    ['country'],
    ['postalCode', 'postal_code', 'postalcode', 'zip', 'zipCode', 'zip_code', 'zipcode'],
];
/** An address in one line: a text as it is, an object by its parts, without stray blanks. */
function toAddress(value) {
    if (!isObject$1(value))
        return toText(value);
    const parts = PARTS.map((names) => firstText(names.map((name) => value[name])));
    return parts.filter((part) => part !== undefined).join(' ') || undefined;
}
function firstText(values) {
    for (const value of values) {
        const text = value === undefined ? undefined : toText(value);
        if (text !== undefined)
            return text;
    }
    return undefined;
}

const WORDS = new Map([
    ['true', true],
    ['yes', true],
    ['on', true],
    ['1', true],
    ['false', false],
    ['no', false],
    ['off', false],
    ['0', false],
]);
/** True or false, also as a form or a spreadsheet writes it: `on`, `"yes"`, `1`. */
function toBoolean(value) {
    if (typeof value === 'boolean')
        return value;
    if (typeof value !== 'string' && typeof value !== 'number')
        return undefined;
    return WORDS.get(String(value).trim().toLowerCase());
}

/** Numbers from here on are milliseconds; below they are seconds. In seconds it would be the year 5138. */
const FIRST_MILLISECONDS = 100_000_000_000;
/** 9999-12-31, the last day that ISO 8601 writes with four digits. */
const LAST_MILLISECONDS = 253_402_300_799_999;
const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;
const EPOCH = /^\d{9,13}$/;
/** A moment in ISO 8601. One that is already written so stays as it is; epoch seconds and milliseconds are converted. */
function toMoment(value) {
    if (typeof value === 'string' && ISO.test(value.trim())) {
        const text = value.trim();
        return isRealDay(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
    }
    const milliseconds = epochMilliseconds(value);
    return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
/** The day of a moment, `YYYY-MM-DD`, as it was written: no shift by a time zone. */
function toDay(value) {
    return toMoment(value)?.slice(0, 10);
}
function epochMilliseconds(value) {
    const number = typeof value === 'string' && EPOCH.test(value.trim()) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number) || number < 0)
        return undefined;
    const milliseconds = number < FIRST_MILLISECONDS ? number * 1000 : number;
    return milliseconds <= LAST_MILLISECONDS ? milliseconds : undefined;
}
/** `Date.parse` takes the 30th of February for the 1st of March. */
function isRealDay(text) {
    const [year, month, day] = text.slice(0, 10).split('-').map(Number);
    if (year === undefined || month === undefined || day === undefined)
        return false;
    const date = new Date(Date.UTC(2000, month - 1, day));
    date.setUTCFullYear(year, month - 1, day);
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** A number, or a text that is nothing but one. Never NaN, never true as 1. */
function toNumber(value) {
    if (typeof value === 'number')
        return Number.isFinite(value) ? value : undefined;
    if (typeof value !== 'string' || !PLAIN_NUMBER.test(value.trim()))
        return undefined;
    const number = Number(value);
    return Number.isFinite(number) ? number : undefined;
}
/** Three digits after every separator: `1,234,567.89`. */
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const AMOUNT = /^[^\d+\-.]*([+-]?(?:\d[\d,]*(?:\.\d+)?|\.\d+))[^\d]*$/;
/** Money as people write it: `10000.50 USD`, `$1,234.5`. A comma that groups nothing is refused, for it may be a decimal one. */
function toAmount(value) {
    const number = toNumber(value);
    if (number !== undefined || typeof value !== 'string')
        return number;
    const digits = AMOUNT.exec(value.trim())?.[1];
    if (digits === undefined)
        return undefined;
    if (!digits.includes(','))
        return toNumber(digits);
    return GROUPED.test(digits.replace(/^[+-]/, ''))
        ? toNumber(digits.replaceAll(',', ''))
        : undefined;
}

/** `11-50`, `1,001 to 5,000`, `10 000+`, `51-200 employees`. */
const RANGE = /^(\d[\d.,' ]*?)\s*(?:(?:-|–|—|to)\s*\d[\d.,' ]*|\+)?\s*(?:employees|people|persons)?$/i;
/** A number of people. Of a range, as forms offer it, the lower bound: that is how Freshsales keeps it. */
function toHeadcount(value) {
    const number = toNumber(value);
    if (number !== undefined || typeof value !== 'string')
        return number;
    const lowest = RANGE.exec(value.trim())?.[1];
    return lowest === undefined ? undefined : toNumber(lowest.replace(/[.,' ]/g, ''));
}

const DIGITS = /^\d+$/;
/**
 * The id of something in the account, or its name for `resolve` to look up. An id above 2^53 would
 * lose digits, and is none that Freshsales gives out.
 */
function toReference(value) {
    if (typeof value === 'number')
        return isId(value) ? value : undefined;
    if (typeof value !== 'string')
        return undefined;
    const text = value.trim();
    if (!DIGITS.test(text))
        return text || undefined;
    return isId(Number(text)) ? Number(text) : undefined;
}
/** Zero is no id: some senders write it for "none". */
function isId(value) {
    return Number.isSafeInteger(value) && value > 0;
}

const STATUSES = new Map([
    ['unsubscribed', 0],
    ['subscribed', 1],
    ['notsubscribed', 2],
    ['reportedspam', 3],
    ['bounced', 4],
    ['true', 1],
    ['false', 0],
]);
const TYPES = new Map([
    ['nonmarketing', 1],
    ['nonmarketingemails', 1],
    ['newsletter', 2],
    ['newsletters', 2],
    ['promotional', 3],
    ['promotions', 3],
    ['productupdates', 4],
    ['conferencesevents', 5],
    ['conferencesandevents', 5],
]);
/** Freshsales' number of the status. Another text goes as it is: accounts may know more than we do. */
function toSubscriptionStatus(value) {
    if (typeof value === 'boolean')
        return value ? 1 : 0;
    const text = toText(value);
    if (text === undefined)
        return undefined;
    return STATUSES.get(looseName(text)) ?? asNumber(text);
}
/** Ids joined by semicolons, which is how Freshsales writes them: `2;3`. */
function toSubscriptionTypes(value) {
    const given = Array.isArray(value)
        ? value.map((type) => toText(type) ?? '')
        : [toText(value) ?? ''];
    const types = given
        .flatMap((texts) => texts.split(/[;,]/))
        .map((type) => type.trim())
        .filter((type) => type !== '');
    return types.map((type) => TYPES.get(looseName(type)) ?? type).join(';') || undefined;
}
function asNumber(text) {
    return /^\d$/.test(text) ? Number(text) : text;
}

/**
 * Freshsales' names of time zones (they are Ruby on Rails') with the IANA zones each stands for.
 * The first zone is the one Rails itself means; those after it keep the same clock.
 * https://api.rubyonrails.org/classes/ActiveSupport/TimeZone.html
 */
// biome-ignore format: a table reads best with one row a line
const RAILS_TIME_ZONES = {
    'International Date Line West': ['Etc/GMT+12'],
    'Midway Island': ['Pacific/Midway'],
    'American Samoa': ['Pacific/Pago_Pago', 'Pacific/Niue'],
    Hawaii: ['Pacific/Honolulu', 'Pacific/Tahiti', 'US/Hawaii'],
    Alaska: ['America/Juneau', 'America/Anchorage', 'America/Sitka', 'America/Nome', 'US/Alaska'],
    'Pacific Time (US & Canada)': ['America/Los_Angeles', 'America/Vancouver', 'US/Pacific'],
    Tijuana: ['America/Tijuana'],
    'Mountain Time (US & Canada)': ['America/Denver', 'America/Edmonton', 'America/Boise', 'US/Mountain'],
    Arizona: ['America/Phoenix', 'US/Arizona'],
    Chihuahua: ['America/Chihuahua'],
    Mazatlan: ['America/Mazatlan'],
    'Central Time (US & Canada)': ['America/Chicago', 'America/Winnipeg', 'America/Menominee', 'US/Central'],
    Saskatchewan: ['America/Regina'],
    'Mexico City': ['America/Mexico_City'],
    Monterrey: ['America/Monterrey'],
    'Central America': ['America/Guatemala', 'America/Costa_Rica', 'America/El_Salvador', 'America/Managua', 'America/Tegucigalpa'],
    'Eastern Time (US & Canada)': ['America/New_York', 'America/Toronto', 'America/Detroit', 'America/Montreal', 'America/Nassau', 'US/Eastern'],
    'Indiana (East)': ['America/Indiana/Indianapolis', 'America/Indianapolis'],
    Bogota: ['America/Bogota', 'America/Panama', 'America/Jamaica', 'America/Guayaquil'],
    Lima: ['America/Lima'],
    Quito: ['America/Lima'],
    'Atlantic Time (Canada)': ['America/Halifax', 'Atlantic/Bermuda'],
    Caracas: ['America/Caracas'],
    'La Paz': ['America/La_Paz'],
    Santiago: ['America/Santiago'],
    Asuncion: ['America/Asuncion'],
    Newfoundland: ['America/St_Johns'],
    Brasilia: ['America/Sao_Paulo', 'America/Bahia', 'America/Fortaleza', 'America/Recife'],
    'Buenos Aires': ['America/Argentina/Buenos_Aires', 'America/Buenos_Aires', 'America/Argentina/Cordoba'],
    Montevideo: ['America/Montevideo'],
    Georgetown: ['America/Guyana'],
    'Puerto Rico': ['America/Puerto_Rico', 'America/Santo_Domingo'],
    Greenland: ['America/Godthab', 'America/Nuuk'],
    'Mid-Atlantic': ['Atlantic/South_Georgia'],
    Azores: ['Atlantic/Azores'],
    'Cape Verde Is.': ['Atlantic/Cape_Verde'],
    Dublin: ['Europe/Dublin'],
    Edinburgh: ['Europe/London'],
    Lisbon: ['Europe/Lisbon', 'Atlantic/Madeira'],
    London: ['Europe/London', 'Europe/Belfast', 'Europe/Jersey', 'Europe/Guernsey', 'Europe/Isle_of_Man'],
    Casablanca: ['Africa/Casablanca'],
    Monrovia: ['Africa/Monrovia', 'Africa/Accra', 'Africa/Abidjan', 'Africa/Dakar', 'Atlantic/Reykjavik'],
    UTC: ['Etc/UTC', 'Etc/GMT', 'Etc/UCT', 'UTC', 'GMT'],
    Belgrade: ['Europe/Belgrade', 'Europe/Podgorica'],
    Bratislava: ['Europe/Bratislava'],
    Budapest: ['Europe/Budapest'],
    Ljubljana: ['Europe/Ljubljana'],
    Prague: ['Europe/Prague'],
    Sarajevo: ['Europe/Sarajevo'],
    Skopje: ['Europe/Skopje'],
    Warsaw: ['Europe/Warsaw'],
    Zagreb: ['Europe/Zagreb'],
    Brussels: ['Europe/Brussels', 'Europe/Luxembourg'],
    Copenhagen: ['Europe/Copenhagen', 'Europe/Oslo'],
    Madrid: ['Europe/Madrid', 'Europe/Andorra', 'Europe/Gibraltar', 'Africa/Ceuta'],
    Paris: ['Europe/Paris', 'Europe/Monaco'],
    Amsterdam: ['Europe/Amsterdam'],
    Berlin: ['Europe/Berlin', 'Europe/Busingen'],
    Bern: ['Europe/Zurich'],
    Zurich: ['Europe/Zurich', 'Europe/Vaduz'],
    Rome: ['Europe/Rome', 'Europe/Malta', 'Europe/San_Marino', 'Europe/Vatican', 'Europe/Tirane'],
    Stockholm: ['Europe/Stockholm'],
    Vienna: ['Europe/Vienna'],
    'West Central Africa': ['Africa/Algiers', 'Africa/Lagos', 'Africa/Luanda', 'Africa/Kinshasa', 'Africa/Tunis'],
    Bucharest: ['Europe/Bucharest', 'Europe/Chisinau'],
    Cairo: ['Africa/Cairo'],
    Helsinki: ['Europe/Helsinki', 'Europe/Mariehamn'],
    Kyiv: ['Europe/Kiev', 'Europe/Kyiv'],
    Riga: ['Europe/Riga'],
    Sofia: ['Europe/Sofia'],
    Tallinn: ['Europe/Tallinn'],
    Vilnius: ['Europe/Vilnius'],
    Athens: ['Europe/Athens', 'Asia/Nicosia'],
    Istanbul: ['Europe/Istanbul'],
    Minsk: ['Europe/Minsk'],
    Jerusalem: ['Asia/Jerusalem', 'Asia/Tel_Aviv'],
    Harare: ['Africa/Harare', 'Africa/Maputo', 'Africa/Lusaka', 'Africa/Kigali'],
    Pretoria: ['Africa/Johannesburg'],
    Kaliningrad: ['Europe/Kaliningrad'],
    Moscow: ['Europe/Moscow', 'Europe/Simferopol'],
    'St. Petersburg': ['Europe/Moscow'],
    Volgograd: ['Europe/Volgograd'],
    Samara: ['Europe/Samara'],
    Kuwait: ['Asia/Kuwait', 'Asia/Qatar', 'Asia/Bahrain'],
    Riyadh: ['Asia/Riyadh', 'Asia/Aden'],
    Nairobi: ['Africa/Nairobi', 'Africa/Addis_Ababa', 'Africa/Kampala', 'Africa/Dar_es_Salaam'],
    Baghdad: ['Asia/Baghdad'],
    Tehran: ['Asia/Tehran'],
    'Abu Dhabi': ['Asia/Muscat', 'Asia/Dubai'],
    Muscat: ['Asia/Muscat'],
    Baku: ['Asia/Baku'],
    Tbilisi: ['Asia/Tbilisi'],
    Yerevan: ['Asia/Yerevan'],
    Kabul: ['Asia/Kabul'],
    Ekaterinburg: ['Asia/Yekaterinburg'],
    Islamabad: ['Asia/Karachi'],
    Karachi: ['Asia/Karachi'],
    Tashkent: ['Asia/Tashkent', 'Asia/Samarkand', 'Asia/Dushanbe', 'Indian/Maldives'],
    Chennai: ['Asia/Kolkata'],
    Kolkata: ['Asia/Kolkata', 'Asia/Calcutta'],
    Mumbai: ['Asia/Kolkata'],
    'New Delhi': ['Asia/Kolkata'],
    Kathmandu: ['Asia/Kathmandu', 'Asia/Katmandu'],
    Dhaka: ['Asia/Dhaka', 'Asia/Dacca'],
    'Sri Jayawardenepura': ['Asia/Colombo'],
    Almaty: ['Asia/Almaty', 'Asia/Qostanay'],
    Astana: ['Asia/Almaty'],
    Novosibirsk: ['Asia/Novosibirsk'],
    Rangoon: ['Asia/Rangoon', 'Asia/Yangon'],
    Bangkok: ['Asia/Bangkok', 'Asia/Phnom_Penh', 'Asia/Vientiane'],
    Hanoi: ['Asia/Bangkok', 'Asia/Ho_Chi_Minh', 'Asia/Saigon'],
    Jakarta: ['Asia/Jakarta', 'Asia/Pontianak'],
    Krasnoyarsk: ['Asia/Krasnoyarsk'],
    Beijing: ['Asia/Shanghai'],
    Chongqing: ['Asia/Chongqing'],
    'Hong Kong': ['Asia/Hong_Kong', 'Asia/Macau'],
    Urumqi: ['Asia/Urumqi'],
    'Kuala Lumpur': ['Asia/Kuala_Lumpur', 'Asia/Kuching'],
    Singapore: ['Asia/Singapore', 'Asia/Manila', 'Asia/Brunei'],
    Taipei: ['Asia/Taipei'],
    Perth: ['Australia/Perth'],
    Irkutsk: ['Asia/Irkutsk'],
    Ulaanbaatar: ['Asia/Ulaanbaatar'],
    Seoul: ['Asia/Seoul'],
    Osaka: ['Asia/Tokyo'],
    Sapporo: ['Asia/Tokyo'],
    Tokyo: ['Asia/Tokyo'],
    Yakutsk: ['Asia/Yakutsk'],
    Darwin: ['Australia/Darwin'],
    Adelaide: ['Australia/Adelaide'],
    Canberra: ['Australia/Melbourne', 'Australia/Canberra'],
    Melbourne: ['Australia/Melbourne'],
    Sydney: ['Australia/Sydney'],
    Brisbane: ['Australia/Brisbane'],
    Hobart: ['Australia/Hobart'],
    Vladivostok: ['Asia/Vladivostok'],
    Guam: ['Pacific/Guam'],
    'Port Moresby': ['Pacific/Port_Moresby'],
    Magadan: ['Asia/Magadan'],
    Srednekolymsk: ['Asia/Srednekolymsk'],
    'Solomon Is.': ['Pacific/Guadalcanal'],
    'New Caledonia': ['Pacific/Noumea'],
    Fiji: ['Pacific/Fiji'],
    Kamchatka: ['Asia/Kamchatka'],
    'Marshall Is.': ['Pacific/Majuro'],
    Auckland: ['Pacific/Auckland', 'Antarctica/McMurdo'],
    Wellington: ['Pacific/Auckland'],
    "Nuku'alofa": ['Pacific/Tongatapu'],
    'Tokelau Is.': ['Pacific/Fakaofo'],
    'Chatham Is.': ['Pacific/Chatham'],
    Samoa: ['Pacific/Apia'],
};

/** Cities that share one zone: the name that the zone's own city has, where Rails offers several. */
const PREFERRED = new Set([
    'London',
    'Zurich',
    'Moscow',
    'Karachi',
    'Kolkata',
    'Almaty',
    'Tokyo',
    'Melbourne',
    'Auckland',
    'Bangkok',
    'Lima',
    'Abu Dhabi',
]);
const BY_IANA = indexByIana();
/** Freshsales' name of an IANA zone. Any other text stays as it is, for it may be Freshsales' name already. */
function toTimeZone(value) {
    const text = toText(value);
    if (text === undefined)
        return undefined;
    const name = BY_IANA.get(text.toLowerCase());
    if (name !== undefined)
        return name;
    return isIana(text) ? undefined : text;
}
/** No name of Freshsales' has a slash. */
function isIana(text) {
    return /^[a-z_]+\/[a-z0-9_+/-]+$/i.test(text);
}
function indexByIana() {
    const index = new Map();
    for (const [name, zones] of Object.entries(RAILS_TIME_ZONES)) {
        for (const zone of zones) {
            if (!index.has(zone.toLowerCase()) || PREFERRED.has(name))
                index.set(zone.toLowerCase(), name);
        }
    }
    return index;
}

/** What a value is turned into; `undefined` means that it cannot be. `wants` completes "is not …". */
const KINDS$1 = {
    text: { coerce: toText, wants: 'a text' },
    number: { coerce: toNumber, wants: 'a number' },
    headcount: { coerce: toHeadcount, wants: 'a number of people' },
    amount: { coerce: toAmount, wants: 'an amount' },
    moment: { coerce: toMoment, wants: 'a date; use ISO 8601' },
    day: { coerce: toDay, wants: 'a date; use YYYY-MM-DD' },
    boolean: { coerce: toBoolean, wants: 'true or false' },
    address: { coerce: toAddress, wants: 'an address' },
    'time zone': { coerce: toTimeZone, wants: 'a time zone' },
    tags: { coerce: toTags, wants: 'a list of tags' },
    reference: { coerce: toReference, wants: 'an id or a name' },
    'subscription status': { coerce: toSubscriptionStatus, wants: 'a subscription status' },
    'subscription types': { coerce: toSubscriptionTypes, wants: 'a list of subscription types' },
    'as it is': { coerce: (value) => value, wants: 'a value' },
};

/**
 * Reads the `DEFAULTS` configuration: the fields of a new contact, by any spelling of their names,
 * with names instead of ids: `{"leadSource": "Web", "owner": "ann@acme.com", "cf_region": "EU"}`.
 */
function parseDefaults(value) {
    if (!isObject$1(value))
        return fail('must be an object such as {"leadSource": "Web"}');
    const { status, ...rest } = value;
    const parsed = parseFields('contact', status === undefined ? rest : { ...rest, contactStatus: status });
    if (!parsed.ok)
        return parsed;
    const fields = { ...parsed.value.custom };
    for (const [field, given] of Object.entries(parsed.value.fields)) {
        const { coerce, wants } = KINDS$1[findRow('contact', field)?.as ?? 'as it is'];
        const coerced = coerce(given);
        if (coerced === undefined)
            return fail(`${field}: is not ${wants}`);
        fields[field] = coerced;
    }
    return succeed(fields);
}

/** What differs between the hosts that Freshsales is served from. */
const HOSTS = [
    { suffix: '.myfreshworks.com', generation: 'modern' },
    { suffix: '.freshworks.com', generation: 'modern' },
    { suffix: '.freshsales.io', generation: 'classic' },
];
const PATHS = {
    modern: { api: '/crm/sales/api', track: '/crm/sales' },
    classic: { api: '/api', track: '' },
};
/** One DNS label in lower-case ASCII. Checked on the raw text: a URL parser would turn Cyrillic or `2130706433` into something that passes. */
const ALIAS = /^(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Before lower-casing, which would turn the Kelvin sign into a plain k. */
const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;
/** What people copy after the host, from their browser or from the settings page. */
const COPIED_PATH = /^(?:\/crm(?:\/sales(?:\/[a-z0-9/_-]*)?)?|\/api)?\/?$/;
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost):([1-9][0-9]{0,4})(\/classic)?\/?$/;
const HINT = 'use your account name or its address, such as acme.myfreshworks.com';
/**
 * Reads the domain of a Freshsales account in any spelling people use: `acme`,
 * `acme.myfreshworks.com`, `https://acme.myfreshworks.com/crm/sales/api/`, `acme.freshsales.io`.
 *
 * With `allowLoopback`, a simulator on this machine as well: `http://127.0.0.1:8788`, or
 * `http://127.0.0.1:8788/classic` for one that answers on classic paths.
 */
function parseDomain(text, options = {}) {
    const given = text.trim();
    if (given === '')
        return fail(`is empty: ${HINT}`);
    if (!PRINTABLE_ASCII.test(given))
        return fail(`has a character that no address has: ${HINT}`);
    const typed = given.toLowerCase();
    const loopback = LOOPBACK.exec(typed);
    if (loopback)
        return parseLoopback(typed, loopback, options.allowLoopback === true);
    const { host, path } = split(typed);
    if (!COPIED_PATH.test(path))
        return fail(`has a path that is not Freshsales': ${HINT}`);
    if (ALIAS.test(host) && host !== 'localhost')
        return succeed(at(`https://${host}.myfreshworks.com`, 'modern'));
    for (const { suffix, generation } of HOSTS) {
        if (!host.endsWith(suffix))
            continue;
        if (ALIAS.test(host.slice(0, -suffix.length)))
            return succeed(at(`https://${host}`, generation));
    }
    return fail(`is not a Freshsales address: ${HINT}`);
}
function parseLoopback(typed, match, allowed) {
    if (!allowed)
        return fail(`points at this machine, which only a local start may do: ${HINT}`);
    if (Number(match[1]) > 65_535)
        return fail('has a port above 65535');
    const origin = typed.replace(/(?:\/classic)?\/?$/, '');
    return succeed(at(origin, match[2] ? 'classic' : 'modern'));
}
function split(typed) {
    const bare = typed.replace(/^https?:\/\//, '');
    const slash = bare.indexOf('/');
    return slash < 0
        ? { host: bare, path: '' }
        : { host: bare.slice(0, slash), path: bare.slice(slash) };
}
function at(origin, generation) {
    const paths = PATHS[generation];
    return { origin, api: origin + paths.api, track: origin + paths.track, generation };
}

//#region src/storages/globalConfig/globalConfig.ts
let store$4;
const DEFAULT_CONFIG = {
	lang: void 0,
	message: void 0,
	abortEarly: void 0,
	abortPipeEarly: void 0
};
/**
* Returns the global configuration.
*
* @param config The config to merge.
*
* @returns The configuration.
*/
/* @__NO_SIDE_EFFECTS__ */
function getGlobalConfig(config$1) {
	if (!config$1 && !store$4) return DEFAULT_CONFIG;
	return {
		lang: config$1?.lang ?? store$4?.lang,
		message: config$1?.message,
		abortEarly: config$1?.abortEarly ?? store$4?.abortEarly,
		abortPipeEarly: config$1?.abortPipeEarly ?? store$4?.abortPipeEarly
	};
}

//#endregion
//#region src/storages/globalMessage/globalMessage.ts
let store$3;
/**
* Returns a global error message.
*
* @param lang The language of the message.
*
* @returns The error message.
*/
/* @__NO_SIDE_EFFECTS__ */
function getGlobalMessage(lang) {
	return store$3?.get(lang);
}

//#endregion
//#region src/storages/schemaMessage/schemaMessage.ts
let store$2;
/**
* Returns a schema error message.
*
* @param lang The language of the message.
*
* @returns The error message.
*/
/* @__NO_SIDE_EFFECTS__ */
function getSchemaMessage(lang) {
	return store$2?.get(lang);
}

//#endregion
//#region src/storages/specificMessage/specificMessage.ts
let store$1;
/**
* Returns a specific error message.
*
* @param reference The identifier reference.
* @param lang The language of the message.
*
* @returns The error message.
*/
/* @__NO_SIDE_EFFECTS__ */
function getSpecificMessage(reference, lang) {
	return store$1?.get(reference)?.get(lang);
}

//#endregion
//#region src/utils/_stringify/_stringify.ts
/**
* Stringifies an unknown input to a literal or type string.
*
* @param input The unknown input.
*
* @returns A literal or type string.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _stringify(input) {
	const type = typeof input;
	if (type === "string") return `"${input}"`;
	if (type === "number" || type === "bigint" || type === "boolean") return `${input}`;
	if (type === "object" || type === "function") return (input && Object.getPrototypeOf(input)?.constructor?.name) ?? "null";
	return type;
}

//#endregion
//#region src/utils/_addIssue/_addIssue.ts
/**
* Adds an issue to the dataset.
*
* @param context The issue context.
* @param label The issue label.
* @param dataset The input dataset.
* @param config The configuration.
* @param other The optional props.
*
* @internal
*/
function _addIssue(context, label, dataset, config$1, other) {
	const input = other && "input" in other ? other.input : dataset.value;
	const expected = other?.expected ?? context.expects ?? null;
	const received = other?.received ?? /* @__PURE__ */ _stringify(input);
	const issue = {
		kind: context.kind,
		type: context.type,
		input,
		expected,
		received,
		message: `Invalid ${label}: ${expected ? `Expected ${expected} but r` : "R"}eceived ${received}`,
		requirement: context.requirement,
		path: other?.path,
		issues: other?.issues,
		lang: config$1.lang,
		abortEarly: config$1.abortEarly,
		abortPipeEarly: config$1.abortPipeEarly
	};
	const isSchema = context.kind === "schema";
	const message$1 = other?.message ?? context.message ?? /* @__PURE__ */ getSpecificMessage(context.reference, issue.lang) ?? (isSchema ? /* @__PURE__ */ getSchemaMessage(issue.lang) : null) ?? config$1.message ?? /* @__PURE__ */ getGlobalMessage(issue.lang);
	if (message$1 !== void 0) issue.message = typeof message$1 === "function" ? message$1(issue) : message$1;
	if (isSchema) dataset.typed = false;
	if (dataset.issues) dataset.issues.push(issue);
	else dataset.issues = [issue];
}

//#endregion
//#region src/utils/_isSameValueZero/_isSameValueZero.ts
/**
* Compares two values using the SameValueZero algorithm, which treats `NaN`
* as equal to itself unlike `===`.
*
* @param value1 The first value.
* @param value2 The second value.
*
* @returns Whether the values are equal.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isSameValueZero(value1, value2) {
	return value1 === value2 || Number.isNaN(value1) && Number.isNaN(value2);
}

//#endregion
//#region src/utils/_isValidObjectKey/_isValidObjectKey.ts
/**
* Disallows inherited object properties and prevents object prototype
* pollution by disallowing certain keys.
*
* @param object The object to check.
* @param key The key to check.
*
* @returns Whether the key is allowed.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isValidObjectKey(object$1, key) {
	return Object.prototype.hasOwnProperty.call(object$1, key) && key !== "__proto__" && key !== "prototype" && key !== "constructor";
}

//#endregion
//#region src/utils/_joinExpects/_joinExpects.ts
/**
* Joins multiple `expects` values with the given separator.
*
* @param values The `expects` values.
* @param separator The separator.
*
* @returns The joined `expects` property.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _joinExpects(values$1, separator) {
	const list = [...new Set(values$1)];
	if (list.length > 1) return `(${list.join(` ${separator} `)})`;
	return list[0] ?? "never";
}

//#endregion
//#region src/utils/_standardSchema/_standardSchema.ts
/**
* Eagerly creates and attaches the Standard Schema properties of a schema.
*
* Hint: The contextual `this` type includes the standard properties that are
* attached before the schema is returned.
*
* @param schema The schema to attach standard properties to.
*
* @returns The schema with standard properties attached.
*
* @internal
*/
function _standardSchema(schema) {
	schema["~standard"] = {
		version: 1,
		vendor: "valibot",
		validate: (value$1) => schema["~run"]({ value: value$1 }, /* @__PURE__ */ getGlobalConfig())
	};
	return schema;
}

//#endregion
//#region src/utils/getDotPath/getDotPath.ts
/* @__NO_SIDE_EFFECTS__ */
function getDotPath(issue) {
	if (issue.path) {
		let key = "";
		for (const item of issue.path) if (typeof item.key === "string" || typeof item.key === "number") if (key) key += `.${item.key}`;
		else key += item.key;
		else return null;
		return key;
	}
	return null;
}
/**
* [Digits](https://en.wikipedia.org/wiki/Numerical_digit) regex.
*/
const DIGITS_REGEX = /^\d+$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) timestamp regex. Allows a
* space as a date/time separator and an optional space before the UTC offset.
*/
const ISO_TIMESTAMP_REGEX = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])[T ](?:0\d|1\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,9})?(?:Z| ?[+-](?:0\d|1\d|2[0-3])(?::?[0-5]\d)?)$/u;

//#endregion
//#region src/actions/digits/digits.ts
/* @__NO_SIDE_EFFECTS__ */
function digits(message$1) {
	return {
		kind: "validation",
		type: "digits",
		reference: digits,
		async: false,
		expects: null,
		requirement: DIGITS_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "digits", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/isoTimestamp/isoTimestamp.ts
/* @__NO_SIDE_EFFECTS__ */
function isoTimestamp(message$1) {
	return {
		kind: "validation",
		type: "iso_timestamp",
		reference: isoTimestamp,
		async: false,
		expects: null,
		requirement: ISO_TIMESTAMP_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "timestamp", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxLength/maxLength.ts
/* @__NO_SIDE_EFFECTS__ */
function maxLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_length",
		reference: maxLength,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length > this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxValue/maxValue.ts
/* @__NO_SIDE_EFFECTS__ */
function maxValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_value",
		reference: maxValue,
		async: false,
		expects: `<=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value <= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minLength/minLength.ts
/* @__NO_SIDE_EFFECTS__ */
function minLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_length",
		reference: minLength,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length < this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minValue/minValue.ts
/* @__NO_SIDE_EFFECTS__ */
function minValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_value",
		reference: minValue,
		async: false,
		expects: `>=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value >= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/regex/regex.ts
/* @__NO_SIDE_EFFECTS__ */
function regex(requirement, message$1) {
	return {
		kind: "validation",
		type: "regex",
		reference: regex,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "format", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/safeInteger/safeInteger.ts
/* @__NO_SIDE_EFFECTS__ */
function safeInteger(message$1) {
	return {
		kind: "validation",
		type: "safe_integer",
		reference: safeInteger,
		async: false,
		expects: null,
		requirement: Number.isSafeInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "safe integer", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toLowerCase/toLowerCase.ts
/**
* Creates a to lower case transformation action.
*
* @returns A to lower case action.
*/
/* @__NO_SIDE_EFFECTS__ */
function toLowerCase() {
	return {
		kind: "transformation",
		type: "to_lower_case",
		reference: toLowerCase,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.toLowerCase();
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/transform/transform.ts
/**
* Creates a custom transformation action.
*
* @param operation The transformation operation.
*
* @returns A transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function transform(operation) {
	return {
		kind: "transformation",
		type: "transform",
		reference: transform,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = this.operation(dataset.value);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/trim/trim.ts
/**
* Creates a trim transformation action.
*
* @returns A trim action.
*/
/* @__NO_SIDE_EFFECTS__ */
function trim() {
	return {
		kind: "transformation",
		type: "trim",
		reference: trim,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.trim();
			return dataset;
		}
	};
}

//#endregion
//#region src/methods/getFallback/getFallback.ts
/**
* Returns the fallback value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The output dataset if available.
* @param config The config if available.
*
* @returns The fallback value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getFallback(schema, dataset, config$1) {
	return typeof schema.fallback === "function" ? schema.fallback(dataset, config$1) : schema.fallback;
}

//#endregion
//#region src/methods/getDefault/getDefault.ts
/**
* Returns the default value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The input dataset if available.
* @param config The config if available.
*
* @returns The default value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getDefault(schema, dataset, config$1) {
	return typeof schema.default === "function" ? schema.default(dataset, config$1) : schema.default;
}

//#endregion
//#region src/schemas/array/array.ts
/* @__NO_SIDE_EFFECTS__ */
function array(item, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "array",
		reference: array,
		expects: "Array",
		async: false,
		item,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < input.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.item["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/boolean/boolean.ts
/* @__NO_SIDE_EFFECTS__ */
function boolean(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "boolean",
		reference: boolean,
		expects: "boolean",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "boolean") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/custom/custom.ts
/* @__NO_SIDE_EFFECTS__ */
function custom(check$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "custom",
		reference: custom,
		expects: "unknown",
		async: false,
		check: check$1,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.check(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/exactOptional/exactOptional.ts
/* @__NO_SIDE_EFFECTS__ */
function exactOptional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "exact_optional",
		reference: exactOptional,
		expects: wrapped.expects,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/literal/literal.ts
/* @__NO_SIDE_EFFECTS__ */
function literal(literal_, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "literal",
		reference: literal,
		expects: /* @__PURE__ */ _stringify(literal_),
		async: false,
		literal: literal_,
		message: message$1,
		"~run"(dataset, config$1) {
			if (/* @__PURE__ */ _isSameValueZero(dataset.value, this.literal)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/nullable/nullable.ts
/* @__NO_SIDE_EFFECTS__ */
function nullable(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "nullable",
		reference: nullable,
		expects: `(${wrapped.expects} | null)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === null) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === null) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/number/number.ts
/* @__NO_SIDE_EFFECTS__ */
function number$1(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "number",
		reference: number$1,
		expects: "number",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "number" && !isNaN(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/object/object.ts
/* @__NO_SIDE_EFFECTS__ */
function object(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object",
		reference: object,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/optional/optional.ts
/* @__NO_SIDE_EFFECTS__ */
function optional$1(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "optional",
		reference: optional$1,
		expects: `(${wrapped.expects} | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/picklist/picklist.ts
/* @__NO_SIDE_EFFECTS__ */
function picklist(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "picklist",
		reference: picklist,
		expects: /* @__PURE__ */ _joinExpects(options.map(_stringify), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.options.includes(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/record/record.ts
/* @__NO_SIDE_EFFECTS__ */
function record(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "record",
		reference: record,
		expects: "Object",
		async: false,
		key,
		value: value$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const entryKey in input) if (/* @__PURE__ */ _isValidObjectKey(input, entryKey)) {
					const entryValue = input[entryKey];
					const keyDataset = this.key["~run"]({ value: entryKey }, config$1);
					if (keyDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "key",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of keyDataset.issues) {
							issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					const valueDataset = this.value["~run"]({ value: entryValue }, config$1);
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					if (keyDataset.typed) dataset.value[keyDataset.value] = valueDataset.value;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/strictObject/strictObject.ts
/* @__NO_SIDE_EFFECTS__ */
function strictObject(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_object",
		reference: strictObject,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (!Object.prototype.hasOwnProperty.call(this.entries, key)) {
						_addIssue(this, "key", dataset, config$1, {
							input: key,
							expected: "never",
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/string/string.ts
/* @__NO_SIDE_EFFECTS__ */
function string(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "string",
		reference: string,
		expects: "string",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "string") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/union/utils/_subIssues/_subIssues.ts
/**
* Returns the sub issues of the provided datasets for the union issue.
*
* @param datasets The datasets.
*
* @returns The sub issues.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _subIssues(datasets) {
	let issues;
	if (datasets) for (const dataset of datasets) if (issues) for (const issue of dataset.issues) issues.push(issue);
	else issues = dataset.issues;
	return issues;
}

//#endregion
//#region src/schemas/union/union.ts
/* @__NO_SIDE_EFFECTS__ */
function union(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "union",
		reference: union,
		expects: /* @__PURE__ */ _joinExpects(options.map((option) => option.expects), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			let validDataset;
			let typedDatasets;
			let untypedDatasets;
			for (const schema of this.options) {
				const optionDataset = schema["~run"]({ value: dataset.value }, config$1);
				if (optionDataset.typed) if (optionDataset.issues) if (typedDatasets) typedDatasets.push(optionDataset);
				else typedDatasets = [optionDataset];
				else {
					validDataset = optionDataset;
					break;
				}
				else if (untypedDatasets) untypedDatasets.push(optionDataset);
				else untypedDatasets = [optionDataset];
			}
			if (validDataset) return validDataset;
			if (typedDatasets) {
				if (typedDatasets.length === 1) return typedDatasets[0];
				_addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(typedDatasets) });
				dataset.typed = true;
			} else if (untypedDatasets?.length === 1) return untypedDatasets[0];
			else _addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(untypedDatasets) });
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/unknown/unknown.ts
/**
* Creates a unknown schema.
*
* @returns A unknown schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function unknown() {
	return _standardSchema({
		kind: "schema",
		type: "unknown",
		reference: unknown,
		expects: "unknown",
		async: false,
		"~run"(dataset) {
			dataset.typed = true;
			return dataset;
		}
	});
}

//#endregion
//#region src/methods/pipe/pipe.ts
/* @__NO_SIDE_EFFECTS__ */
function pipe(...pipe$1) {
	return _standardSchema({
		...pipe$1[0],
		pipe: pipe$1,
		"~run"(dataset, config$1) {
			for (const item of pipe$1) if (item.kind !== "metadata") {
				if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
					dataset.typed = false;
					break;
				}
				if (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) dataset = item["~run"](dataset, config$1);
			}
			return dataset;
		}
	});
}

//#endregion
//#region src/methods/safeParse/safeParse.ts
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parse result.
*/
/* @__NO_SIDE_EFFECTS__ */
function safeParse(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	return {
		typed: dataset.typed,
		success: !dataset.issues,
		output: dataset.value,
		issues: dataset.issues
	};
}

const schema$1 = record(pipe(string(), regex(/^\w{1,50}$/, 'is not the name of a parameter')), pipe(string(), regex(/^cf_\w{1,100}$/, 'must be a custom field, such as cf_gclid')));
/** Reads CLICK_FIELDS. */
function parseClickFields(raw) {
    const parsed = safeParse(schema$1, raw);
    if (parsed.success)
        return { ok: true, value: parsed.output };
    const [issue] = parsed.issues;
    return { ok: false, reason: `${getDotPath(issue) ?? 'value'}: ${issue.message}` };
}

/** What can be odd about a sign-up. */
const QUALITY_FLAGS = [
    'honeypot',
    'too-fast',
    'disposable',
    'role',
    'webdriver',
    'turnstile',
];
const schema = strictObject({
    field: optional$1(pipe(string(), regex(/^\w{1,100}$/))),
    hold: optional$1(array(picklist(QUALITY_FLAGS)), ['honeypot', 'turnstile']),
    honeypots: optional$1(array(string()), ['honeypot']),
    minimumSeconds: optional$1(pipe(number$1(), minValue(0), maxValue(60)), 2),
    disposable: optional$1(array(pipe(string(), toLowerCase())), []),
});
function parseLeadQuality(raw) {
    const parsed = safeParse(schema, raw);
    if (parsed.success) {
        const { field, ...rest } = parsed.output;
        return { ok: true, value: field === undefined ? rest : { ...rest, field } };
    }
    const [issue] = parsed.issues;
    return { ok: false, reason: `${getDotPath(issue) ?? 'value'}: ${issue.message}` };
}

/** Reads ALLOWED_ORIGINS. Intentionally no wildcards: one forgotten subdomain would speak for all. */
function parseOrigins(raw) {
    if (!Array.isArray(raw)) {
        return { ok: false, reason: 'must be a JSON list, such as ["https://www.acme.com"]' };
    }
    const origins = new Set();
    for (const item of raw) {
        const origin = normalizeOrigin(item);
        if (origin === undefined) {
            return {
                ok: false,
                reason: `${JSON.stringify(item)} is no origin; write scheme and host, such as "https://www.acme.com"`,
            };
        }
        origins.add(origin);
    }
    return { ok: true, value: origins };
}
/** The origin as browsers write it (`https://EXAMPLE.com:443` is `https://example.com`), or nothing. */
function normalizeOrigin(text) {
    if (typeof text !== 'string' || !/^https?:\/\/[^/?#@\\\s,]+\/?$/i.test(text))
        return undefined;
    try {
        return new URL(text).origin;
    }
    catch {
        return undefined;
    }
}
/** Reads HOSTNAMES. */
function parseHostnames(raw) {
    if (!Array.isArray(raw)) {
        return { ok: false, reason: 'must be a JSON list of host names, such as ["t.acme.com"]' };
    }
    const hostnames = new Set();
    for (const item of raw) {
        const hostname = parseHostname(item);
        if (!hostname.ok)
            return { ok: false, reason: `${JSON.stringify(item)} ${hostname.reason}` };
        hostnames.add(hostname.value);
    }
    return { ok: true, value: hostnames };
}
/** Reads COOKIE_DOMAIN, and each of HOSTNAMES. */
function parseHostname(text) {
    if (typeof text === 'string' && /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(text)) {
        return { ok: true, value: text.toLowerCase() };
    }
    return { ok: false, reason: 'is no host name; write it without https://, such as acme.com' };
}

/** An absent variable and an empty one are the same: `vars` in wrangler.jsonc are often left as "". */
function textOf$1(env, variable) {
    const raw = env[variable];
    if (raw === undefined || raw === null)
        return undefined;
    const text = String(raw).trim();
    return text === '' ? undefined : text;
}
function required(variable, parse) {
    return (env) => {
        const text = textOf$1(env, variable);
        if (text === undefined)
            return { ok: false, reason: `${variable}: is missing` };
        return named$1(variable, parse(text));
    };
}
function optional(variable, parse) {
    return (env) => {
        const text = textOf$1(env, variable);
        return text === undefined ? { ok: true, value: undefined } : named$1(variable, parse(text));
    };
}
/** A JSON variable; `fallback` is what an absent one is read as. */
function json(variable, { fallback, parse }) {
    return (env) => {
        const raw = env[variable];
        if (typeof raw === 'object' && raw !== null)
            return named$1(variable, parse(raw));
        const text = textOf$1(env, variable);
        if (text === undefined)
            return named$1(variable, parse(fallback));
        try {
            return named$1(variable, parse(JSON.parse(text)));
        }
        catch {
            return { ok: false, reason: `${variable}: is not JSON; check quotes and commas` };
        }
    };
}
function wholeNumber(variable, { fallback, min, max }) {
    return (env) => {
        const text = textOf$1(env, variable) ?? String(fallback);
        const value = Number(text);
        if (/^\d+$/.test(text) && value >= min && value <= max)
            return { ok: true, value };
        return { ok: false, reason: `${variable}: must be a whole number from ${min} to ${max}` };
    };
}
function oneOf(variable, choices) {
    return (env) => {
        const text = textOf$1(env, variable)?.toLowerCase() ?? choices[0];
        const value = choices.find((choice) => choice === text);
        if (value !== undefined)
            return { ok: true, value };
        return { ok: false, reason: `${variable}: must be one of ${choices.join(', ')}` };
    };
}
const FLAGS = { '1': true, true: true, '0': false, false: false };
function flag(variable) {
    return (env) => {
        const value = FLAGS[textOf$1(env, variable)?.toLowerCase() ?? '0'];
        if (value !== undefined)
            return { ok: true, value };
        return { ok: false, reason: `${variable}: must be 1 or 0` };
    };
}
/** A secret of at least so many characters. */
function secret(minCharacters) {
    return (text) => text.length >= minCharacters
        ? { ok: true, value: text }
        : { ok: false, reason: `must have at least ${minCharacters} characters` };
}
/** A secret and the one that will replace it; empty when neither is set. */
function secretPair(current, next, parse) {
    return (env) => {
        const secrets = [];
        for (const variable of [current, next]) {
            const read = optional(variable, parse)(env);
            if (!read.ok)
                return read;
            if (read.value !== undefined)
                secrets.push(read.value);
        }
        return { ok: true, value: secrets };
    };
}
function named$1(variable, result) {
    return result.ok ? result : { ok: false, reason: `${variable}: ${result.reason}` };
}

const EVENT_TYPES = [
    'identify',
    'group',
    'track',
    'page',
    'screen',
    'alias',
];

// Pure but for the event it is given, which it changes in place.
/**
 * What decides about a lead, its money or its links: words of the name, in any spelling
 * (`owner_id`, `ownerId`, `Owner ID`).
 */
const PROTECTED_FIELDS = [
    'id',
    'external id',
    'owner',
    'owner id',
    'owner name',
    'owner email',
    'sales owner',
    'creater id',
    'creator id',
    'updater id',
    'lifecycle stage',
    'lifecycle stage id',
    'lifecycle stage name',
    'status',
    'status id',
    'contact status',
    'contact status id',
    'lead stage',
    'lead stage id',
    'territory',
    'territory id',
    'sales account',
    'sales account id',
    'sales accounts',
    'parent sales account id',
    'custom field',
    'custom fields',
];
/** Protected inside a deal, besides. */
const PROTECTED_DEAL_FIELDS = [
    'amount',
    'base currency amount',
    'expected deal value',
    'value',
    'probability',
    'stage',
    'stage id',
    'deal stage',
    'deal stage id',
    'pipeline',
    'deal pipeline id',
];
/** What RudderStack's built-in events read from their properties. */
const PROTECTED_PROPERTIES = [
    'owner id',
    'creater id',
    'lifecycle stage id',
    'lifecycle stage name',
    'targetable id',
    'targetable type',
];
/** Traits that hold another record, and what is protected there. */
const RECORDS$1 = {
    company: namePattern(PROTECTED_FIELDS),
    account: namePattern(PROTECTED_FIELDS),
    deal: namePattern([...PROTECTED_FIELDS, ...PROTECTED_DEAL_FIELDS]),
};
const CONTACT = namePattern(PROTECTED_FIELDS);
const PROPERTIES = namePattern(PROTECTED_PROPERTIES);
function fieldRule(names) {
    return {
        everything: names.includes('*'),
        protectedToo: names.includes('**'),
        names: new Set(names.map(bareName).filter((name) => name !== '')),
    };
}
/** Takes out what an unsigned caller may not set, and tells the names. */
function withhold(event, rule) {
    const withheld = [];
    if (rule.protectedToo)
        return withheld;
    const { context } = event;
    if ('traits' in event)
        withholdTraits(event.traits, rule, withheld);
    if (context)
        withholdTraits(context.traits, rule, withheld);
    if ('properties' in event) {
        takeOut(event.properties, (name) => !PROPERTIES.test(name) || isListed(name, rule), withheld);
    }
    // The id of the record that RudderStack's activities are attached to.
    takeOut(context, (name) => name !== 'externalId', withheld);
    return withheld;
}
function withholdTraits(traits, rule, withheld) {
    if (!isObject$1(traits))
        return;
    takeOut(traits, (name) => isAllowed(name, rule), withheld);
    for (const name of Object.keys(traits)) {
        const pattern = isObject$1(traits[name]) ? patternOf(name) : undefined;
        if (!pattern)
            continue;
        const isAllowedThere = (field) => !pattern.test(field) || isListed(`${name}.${field}`, rule);
        takeOut(traits[name], isAllowedThere, withheld);
    }
}
function patternOf(record) {
    const name = record.toLowerCase();
    return Object.hasOwn(RECORDS$1, name) ? RECORDS$1[name] : undefined;
}
/** A literal `deal.amount` is as good as `{deal: {amount}}`. */
function isAllowed(name, rule) {
    if (isListed(name, rule))
        return true;
    if (!rule.everything)
        return false;
    const [record = '', field] = name.split('.', 2);
    const pattern = field === undefined ? undefined : patternOf(record);
    return !(pattern?.test(field ?? '') ?? CONTACT.test(name));
}
function isListed(name, { names }) {
    return names.size > 0 && names.has(bareName(name));
}
function takeOut(object, isAllowedHere, withheld) {
    if (!isObject$1(object))
        return;
    for (const name of Object.keys(object)) {
        if (isAllowedHere(name))
            continue;
        delete object[name];
        withheld.push(name);
    }
}
/** One test for a whole list: the words of each name, with or without something between them. */
function namePattern(names) {
    const anySpelling = names.map((name) => name.replaceAll(' ', '[^a-z0-9]*'));
    return new RegExp(`^[^a-z0-9]*(?:${anySpelling.join('|')})[^a-z0-9]*$`, 'i');
}
function bareName(name) {
    return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Keys travel in headers and addresses, so they keep to characters that need no escaping there. */
const KEY = /^[\w.~-]{1,128}$/;
/** One in use and one that replaces it; more than that is a forgotten rotation. */
const MAX_KEYS_PER_SOURCE = 2;
/** Reads WRITE_KEYS: key → source name, or key → what the source may do. */
function parseWriteKeys(raw) {
    if (!isObject$1(raw))
        return fail('must be a JSON object, such as {"wk_site":"Website"}');
    const sources = new Map();
    for (const [key, value] of Object.entries(raw)) {
        if (!KEY.test(key)) {
            return fail('a key may hold letters, digits and _ - . ~, up to 128 characters');
        }
        const source = parseSource(typeof value === 'string' ? { source: value } : value);
        if (!source.ok)
            return fail(`the key beginning "${key.slice(0, 6)}": ${source.reason}`);
        sources.set(key, source.value);
    }
    if (sources.size === 0) {
        return fail('names no key; add one, such as {"wk_site":"Website"}');
    }
    const crowded = nameWithTooManyKeys(sources);
    if (crowded !== undefined) {
        return fail(`"${crowded}" has more than ${MAX_KEYS_PER_SOURCE} keys; remove the oldest`);
    }
    return { ok: true, value: sources };
}
const PARSERS = {
    source: (value) => typeof value === 'string' && value.trim() !== '' && value.length <= 100
        ? { ok: true, value: { name: value.trim() } }
        : fail('"source" must be a name of up to 100 characters'),
    trusted: (value) => typeof value === 'boolean'
        ? { ok: true, value: { trusted: value } }
        : fail('"trusted" must be true or false'),
    signed: (value) => typeof value === 'boolean'
        ? { ok: true, value: { signed: value } }
        : fail('"signed" must be true or false'),
    events: (value) => isListOf(value, isEventType)
        ? { ok: true, value: { events: new Set(value) } }
        : fail(`"events" must be a list of ${EVENT_TYPES.join(', ')}`),
    fields: (value) => isListOf(value, (item) => typeof item === 'string')
        ? { ok: true, value: { fields: fieldRule(value) } }
        : fail('"fields" must be a list of trait names, "*" for all that are not protected, "**" for all'),
    newContactsPerHour: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0
        ? { ok: true, value: { newContactsPerHour: value } }
        : fail('"newContactsPerHour" must be a whole number'),
};
function parseSource(raw) {
    if (!isObject$1(raw))
        return fail('must be a source name or an object with "source"');
    let source = {
        name: '',
        trusted: false,
        events: new Set(EVENT_TYPES),
        fields: fieldRule(['*']),
        signed: false,
    };
    for (const [name, value] of Object.entries({ source: undefined, ...raw })) {
        const parse = Object.hasOwn(PARSERS, name) ? PARSERS[name] : undefined;
        if (!parse)
            return fail(`"${name}" is unknown; known are ${Object.keys(PARSERS).join(', ')}`);
        const part = parse(value);
        if (!part.ok)
            return part;
        source = { ...source, ...part.value };
    }
    return { ok: true, value: Object.freeze(source) };
}
function nameWithTooManyKeys(sources) {
    const counts = new Map();
    for (const { name } of sources.values())
        counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts].find(([, count]) => count > MAX_KEYS_PER_SOURCE)?.[0];
}
function isEventType(value) {
    return EVENT_TYPES.some((type) => type === value);
}
function isListOf(value, isItem) {
    return Array.isArray(value) && value.length > 0 && value.every(isItem);
}

/** Reads ALERT_WEBHOOK; plain http only on this machine, where tests listen. */
function parseHttpsUrl(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isLocal = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost';
    if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)) {
        return { ok: true, value: url.href };
    }
    return { ok: false, reason: 'must be an address that begins with https://' };
}

const anyText = secret(1);
/** How each setting is read; the order is the order in which faults are named. */
const READERS = {
    // Loopback is let through everywhere: from Cloudflare's network it leads nowhere.
    domain: required('FRESHSALES_DOMAIN', (text) => parseDomain(text, { allowLoopback: true })),
    apiKeys: (env) => {
        const first = required('FRESHSALES_API_KEY', anyText)(env);
        return first.ok
            ? secretPair('FRESHSALES_API_KEY', 'FRESHSALES_API_KEY_NEXT', anyText)(env)
            : first;
    },
    appToken: optional('FRESHSALES_APP_TOKEN', anyText),
    sources: json('WRITE_KEYS', { fallback: {}, parse: parseWriteKeys }),
    allowedOrigins: json('ALLOWED_ORIGINS', { fallback: [], parse: parseOrigins }),
    hostnames: json('HOSTNAMES', { fallback: [], parse: parseHostnames }),
    adminToken: optional('ADMIN_TOKEN', secret(12)),
    hourlyCalls: wholeNumber('HOURLY_CALLS', { fallback: 800, min: 1, max: 100_000 }),
    minuteCalls: wholeNumber('MINUTE_CALLS', { fallback: 200, min: 1, max: 10_000 }),
    timeline: oneOf('TIMELINE', ['note', 'activity', 'tracking', 'off']),
    activityType: optional('ACTIVITY_TYPE', anyText),
    actions: json('EVENTS', { fallback: {}, parse: parseActions }),
    clickFields: json('CLICK_FIELDS', { fallback: {}, parse: parseClickFields }),
    defaults: json('DEFAULTS', { fallback: {}, parse: parseDefaults }),
    dryRun: flag('DRY_RUN'),
    bulkUpsert: flag('BULK_UPSERT'),
    alertWebhook: optional('ALERT_WEBHOOK', parseHttpsUrl),
    alertAfterMinutes: wholeNumber('ALERT_AFTER_MINUTES', { fallback: 15, min: 1, max: 10_080 }),
    newContactsPerHour: wholeNumber('NEW_CONTACTS_PER_HOUR', { fallback: 0, min: 0, max: 100_000 }),
    identitySecrets: secretPair('IDENTITY_SECRET', 'IDENTITY_SECRET_NEXT', secret(32)),
    leadQuality: json('LEAD_QUALITY', { fallback: {}, parse: parseLeadQuality }),
    turnstileSecret: optional('TURNSTILE_SECRET', anyText),
    cookieDomain: optional('COOKIE_DOMAIN', parseHostname),
    clientIp: oneOf('CLIENT_IP', ['off', 'truncated', 'full']),
};
/** Reads the settings; a failure names the variable and says what to do. */
function parseConfig(env) {
    const known = parsed.get(env);
    if (known)
        return known;
    const result = readConfig(env);
    parsed.set(env, result);
    return result;
}
/** Once per isolate: the runtime hands the same `env` to every request. A memo, so not state. */
const parsed = new WeakMap();
function readConfig(env) {
    const values = {};
    for (const [field, read] of Object.entries(READERS)) {
        const result = read(env);
        if (!result.ok)
            return result;
        values[field] = result.value;
    }
    const config = values;
    if (config.timeline === 'tracking' && config.appToken === undefined) {
        return { ok: false, reason: 'FRESHSALES_APP_TOKEN: is missing, and TIMELINE=tracking needs it' };
    }
    return { ok: true, value: Object.freeze(config) };
}

/** On every answer of the Worker; a page (the console) adds what it needs to the policy. */
const SECURITY_HEADERS = {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000',
};
/** A JSON answer that nobody caches, unless `headers` say otherwise. */
function respondJson(body, { status = 200, headers = {} } = {}) {
    return new Response(JSON.stringify(body), {
        status,
        headers: {
            'content-type': 'application/json; charset=utf-8',
            'cache-control': 'no-store',
            ...SECURITY_HEADERS,
            ...headers,
        },
    });
}
function respondRefusal({ code, message, retryAfterSeconds }, headers = {}) {
    const failure = { success: false, error: { code, message } };
    const retryAfter = retryAfterSeconds ? { 'retry-after': String(retryAfterSeconds) } : {};
    return respondJson(failure, {
        status: REFUSAL_STATUS[code],
        headers: { ...retryAfter, ...headers },
    });
}

/** The write key outside the body: Basic user (Segment, RudderStack) or `?writeKey=`. */
function presentedKey(request) {
    const [, encoded] = /^Basic ([\w+/]+={0,2})$/i.exec(request.headers.get('authorization') ?? '') ?? [];
    if (encoded !== undefined)
        return userOf(encoded);
    return new URL(request.url).searchParams.get('writeKey') ?? undefined;
}
/**
 * The source that a write key stands for.
 * Intentionally a plain look-up: a hash table compares whole hashes, so its time tells nothing
 * about how much of a guess was right, and a browser's write key is public anyway.
 */
function authenticate(key, { config, origin }) {
    if (key === undefined || key === '') {
        return refuse$1('unknown_write_key', 'There is no write key: send it as "writeKey" in the body, as HTTP Basic user or as ?writeKey=.');
    }
    const source = config.sources.get(key);
    if (!source)
        return refuse$1('unknown_write_key', 'This write key is not in WRITE_KEYS.');
    if (source.trusted && origin !== undefined) {
        return refuse$1('server_key_in_browser', 'This write key belongs to a server ("trusted"); a page needs a key of its own.');
    }
    return pass(source);
}
function userOf(encoded) {
    try {
        return atob(encoded).split(':', 1)[0] ?? '';
    }
    catch {
        return '';
    }
}

/** Names of headers in a list. */
const HEADER_NAMES = /^[\w-]+(?:, ?[\w-]+)*$/;
/** Chromium keeps a preflight for two hours at most. */
const PREFLIGHT_SECONDS = 7200;
/**
 * Who asks: the origin of a page, or undefined for a caller that is no page.
 * Stops other sites, not scripts: those can claim any origin, and are met by the later steps.
 */
function checkOrigin(request, config) {
    const header = request.headers.get('origin');
    if (header === null)
        return pass(undefined);
    const origin = normalizeOrigin(header);
    const isOwn = origin !== undefined && origin === new URL(request.url).origin;
    if (origin !== undefined && (isOwn || config.allowedOrigins.has(origin)))
        return pass(header);
    return refuse$1('origin_not_allowed', 'This origin is not in ALLOWED_ORIGINS.');
}
/** Lets the page of that origin read the answer; with credentials only where COOKIE_DOMAIN is set. */
function corsHeaders(origin, { credentials = false } = {}) {
    const headers = { vary: 'Origin', 'cross-origin-resource-policy': 'cross-origin' };
    if (origin === undefined)
        return headers;
    return {
        ...headers,
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'Retry-After',
        ...(credentials && { 'access-control-allow-credentials': 'true' }),
    };
}
/**
 * Ours needs no preflight. Other vendors' libraries do, and invent headers from version to version
 * (`AnonymousId`, `SentAt`, `rsa-retry-attempt`), so all are allowed: none means anything here.
 */
function answerPreflight(request, origin) {
    const wanted = request.headers.get('access-control-request-headers') ?? '';
    return new Response(null, {
        status: 204,
        headers: {
            ...corsHeaders(origin),
            'access-control-allow-methods': 'GET, POST',
            ...(HEADER_NAMES.test(wanted) && { 'access-control-allow-headers': wanted }),
            'access-control-max-age': String(PREFLIGHT_SECONDS),
        },
    });
}

/** Settings change when the edge is deployed; an hour spares a request per page view. */
const SETTINGS_CACHE_SECONDS = 3600;
/** Hands another vendor's library its settings, to the same callers that may send events. */
function answerClient(request, { edge, writeKey, settings }) {
    const origin = checkOrigin(request, edge.config);
    if (!origin.ok)
        return respondRefusal(origin.refusal);
    const source = authenticate(writeKey, { config: edge.config, origin: origin.value });
    const headers = corsHeaders(origin.value);
    if (!source.ok)
        return respondRefusal(source.refusal, headers);
    const caching = `private, max-age=${SETTINGS_CACHE_SECONDS}`;
    return respondJson(settings, { headers: { ...headers, 'cache-control': caching } });
}

/**
 * What `@rudderstack/analytics-js` asks of its `configUrl`: that the source is on, and that no
 * destination is to be loaded into the page.
 */
function answerRudderConfig(request, edge) {
    const writeKey = presentedKey(request);
    const source = authenticate(writeKey, { config: edge.config, origin: undefined });
    const name = source.ok ? source.value.name : '';
    return answerClient(request, {
        edge,
        writeKey,
        settings: {
            source: {
                id: name,
                name,
                writeKey,
                enabled: true,
                workspaceId: 'freshsales-edge',
                config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
                destinations: [],
                connections: [],
                dataplanes: {},
            },
            updatedAt: new Date(0).toISOString(),
        },
    });
}

const WRITE_KEY_IN_PATH = /^\/v1\/projects\/([^/]+)\/settings$/;
/**
 * What `@segment/analytics-next` asks of its `cdnURL` before it sends anything: which integrations
 * there are (only the delivery to us), and no metrics about itself to Segment.
 */
function answerSegmentSettings(request, edge) {
    const { host, pathname, protocol } = new URL(request.url);
    const writeKey = WRITE_KEY_IN_PATH.exec(pathname)?.[1];
    return answerClient(request, {
        edge,
        writeKey,
        settings: {
            integrations: {
                'Segment.io': { apiKey: writeKey, apiHost: `${host}/v1`, protocol: protocol.slice(0, -1) },
            },
            plan: { track: { __default: { enabled: true, integrations: {} } } },
            edgeFunction: {},
            analyticsNextEnabled: true,
            middlewareSettings: {},
            enabledMiddleware: {},
            metrics: { sampleRate: 0 },
            legacyVideoPluginsEnabled: false,
            remotePlugins: [],
        },
    });
}

/** One object owns the account's quota, so there is one name. */
const OUTBOX_NAME = 'outbox';
/** A second attempt is safe: the same messageIds are stored once. */
const ATTEMPTS = 2;
/** Long enough for an overloaded object to catch up. */
const OVERLOADED_RETRY_SECONDS = 10;
/** Stores a request, or says when to come again; never throws. */
async function appendToOutbox(env, request) {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        try {
            return await env.OUTBOX.getByName(OUTBOX_NAME).append(request);
        }
        catch (error) {
            console.error(JSON.stringify({ event: 'append_failed', attempt, error: String(error) }));
            if (!isRetryable(error))
                break;
        }
    }
    return { stored: false, retryAfterSeconds: OVERLOADED_RETRY_SECONDS };
}
/** Asks the Outbox how it is; an object that cannot answer is not well. */
async function askOutboxStatus(env) {
    try {
        return await env.OUTBOX.getByName(OUTBOX_NAME).status();
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'status_failed', error: String(error) }));
        return { ok: false, degraded: ['The outbox does not answer.'], oldestWaitingSeconds: 0 };
    }
}
/** https://developers.cloudflare.com/durable-objects/best-practices/error-handling/ */
function isRetryable(error) {
    const { retryable, overloaded } = error;
    return retryable === true && overloaded !== true;
}

/** The visitor's address as Cloudflare saw it; absent outside Cloudflare's network. */
function addressOf(request) {
    return request.headers.get('cf-connecting-ip') ?? undefined;
}
/** What is kept of an address, by CLIENT_IP. */
function redactAddress(address, policy) {
    if (typeof address !== 'string' || policy === 'off')
        return undefined;
    const groups = policy === 'full' ? { ipv4: 4, ipv6: 8 } : { ipv4: 3, ipv6: 3 };
    return networkOf(address, groups);
}
/** One visitor for the throttle: an IPv4 address, or the /64 that an IPv6 customer is given. */
function throttleKeyOf(address) {
    return address === undefined ? 'unknown' : (networkOf(address, { ipv4: 4, ipv6: 4 }) ?? 'unknown');
}
/** Keeps the leading groups of an address: of 8 bits in IPv4, of 16 in IPv6. Undefined for what is no address. */
function networkOf(address, keep) {
    if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) {
        const groups = address.split('.');
        return groups.map((group, index) => (index < keep.ipv4 ? group : '0')).join('.');
    }
    const groups = ipv6Groups(address);
    if (!groups)
        return undefined;
    const kept = groups.slice(0, keep.ipv6).join(':');
    return keep.ipv6 < IPV6_GROUPS ? `${kept}::` : kept;
}
const IPV6_GROUPS = 8;
/** The eight groups, `::` written out. */
function ipv6Groups(address) {
    if (!/^[0-9a-f:]{2,39}$/i.test(address) || !address.includes(':'))
        return undefined;
    const [head = '', tail] = address.toLowerCase().split('::', 2);
    const before = head === '' ? [] : head.split(':');
    const after = tail ? tail.split(':') : [];
    const missing = IPV6_GROUPS - before.length - after.length;
    if (tail === undefined ? missing !== 0 : missing < 1)
        return undefined;
    return [...before, ...Array(missing).fill('0'), ...after];
}

/** What one request may carry. The browser keeps below these, the edge enforces them. */
/** Bytes of one request body, after decompression. Segment's own libraries stay under 500 KB. */
const MAX_REQUEST_BYTES = 512 * 1024;
/** Bytes of one event, as JSON. The same limit as Segment's, so nothing that fits there is refused here. */
const MAX_EVENT_BYTES = 32 * 1024;
/** Events in one batch. */
const MAX_BATCH_EVENTS = 500;
/** Levels of nesting inside one event. */
const MAX_DEPTH = 10;
/** Keys inside one event, over all levels. */
const MAX_KEYS = 200;
/** Characters of a userId, anonymousId, groupId, previousId, messageId or event name. */
const MAX_ID_CHARACTERS = 256;

// Pure: an event in, whether the person allowed it out.
/** What an event serves: the record in the CRM, or the watching of the site. */
const PURPOSES = {
    identify: 'marketing',
    group: 'marketing',
    alias: 'marketing',
    track: 'analytics',
    page: 'analytics',
    screen: 'analytics',
};
/**
 * The purpose that the person refused and this event serves, if any. The browser does not send such
 * events; an old page or another library may.
 */
function refusedPurpose({ type, context }) {
    const consent = context?.['consent'];
    const purpose = PURPOSES[type];
    return isObject$1(consent) && consent[purpose] === false ? purpose : undefined;
}

// Pure: the clocks of sender and edge in, the time that counts out.
/**
 * Below this a difference is the time the request was under way. To "correct" that would put two
 * quick requests of one person in the wrong order.
 */
const SKEW_TOLERANCE_MS = 10_000;
/** Epoch seconds have 10 digits until the year 2286, milliseconds 13. */
const SECONDS_BELOW = 100_000_000_000;
/**
 * When an event happened, by the edge's clock: `receivedAt − (sentAt − timestamp)`, as the Segment
 * specification has it. Never later than now: a clock that runs ahead would win every "latest value".
 */
function correctTime({ happenedAt, sentAt, receivedAt, }) {
    const happened = toEpochMs(happenedAt);
    if (happened === undefined)
        return receivedAt;
    const sent = toEpochMs(sentAt);
    const skew = sent === undefined ? 0 : receivedAt - sent;
    const corrected = Math.abs(skew) > SKEW_TOLERANCE_MS ? happened + skew : happened;
    return corrected > 0 ? Math.min(corrected, receivedAt) : receivedAt;
}
/** A time as libraries write it; one that nobody can read is as good as none, and no reason to lose a lead. */
function toEpochMs(time) {
    if (typeof time === 'string')
        return finite(Date.parse(time));
    if (typeof time !== 'number')
        return undefined;
    return finite(time < SECONDS_BELOW ? time * 1000 : time);
}
function finite(epoch) {
    return Number.isFinite(epoch) ? epoch : undefined;
}

// Pure: random ids come in as a function.
/**
 * Completes an event: its id, the time it happened by our clock, and the browser it came from.
 * Changes the draft, which was made for us; what is undefined falls away when it is written.
 */
function normalize(draft, surroundings) {
    const { receivedAt } = surroundings;
    const happenedAt = draft.timestamp ?? draft.originalTimestamp;
    const sentAt = draft.sentAt ?? surroundings.sentAt;
    const corrected = correctTime({ happenedAt, sentAt, receivedAt });
    draft.messageId ??= surroundings.createId();
    draft.timestamp = new Date(corrected).toISOString();
    const isCorrected = typeof happenedAt === 'string' && happenedAt !== draft.timestamp;
    draft.originalTimestamp = isCorrected ? happenedAt : undefined;
    draft.sentAt = undefined;
    draft.context = completeContext(draft.context, surroundings);
    return draft;
}
function completeContext(sent, { userAgent, ipOf }) {
    const context = { ...sent };
    if (!isObject$1(context.page))
        delete context.page;
    if (userAgent !== undefined)
        context.userAgent ??= userAgent;
    const ip = ipOf(context.ip);
    if (ip === undefined)
        delete context.ip;
    else
        context.ip = ip;
    return context;
}

/**
 * Providers of throw-away mailboxes that sign-up forms see most. Intentionally a short list: the
 * long ones change every day and weigh more than this Worker. LEAD_QUALITY adds to it.
 */
const DISPOSABLE_DOMAINS = new Set([
    '0-mail.com',
    '10mail.org',
    '10minutemail.com',
    '10minutemail.net',
    '1secmail.com',
    '1secmail.net',
    '1secmail.org',
    '20minutemail.com',
    '33mail.com',
    'anonbox.net',
    'burnermail.io',
    'byom.de',
    'discard.email',
    'dispostable.com',
    'dropmail.me',
    'einrot.com',
    'emailondeck.com',
    'emltmp.com',
    'fakeinbox.com',
    'fakemail.net',
    'fakemailgenerator.com',
    'getairmail.com',
    'getnada.com',
    'grr.la',
    'guerrillamail.biz',
    'guerrillamail.com',
    'guerrillamail.de',
    'guerrillamail.info',
    'guerrillamail.net',
    'guerrillamail.org',
    'guerrillamailblock.com',
    'harakirimail.com',
    'inboxbear.com',
    'inboxkitten.com',
    'incognitomail.org',
    'jetable.org',
    'mail-temp.com',
    'mail.tm',
    'mailcatch.com',
    'maildrop.cc',
    'mailexpire.com',
    'mailforspam.com',
    'mailinator.com',
    'mailinator.net',
    'mailnesia.com',
    'mailnull.com',
    'mailpoof.com',
    'mailsac.com',
    'mintemail.com',
    'moakt.com',
    'mohmal.com',
    'mytemp.email',
    'mytrashmail.com',
    'nada.email',
    'noclickemail.com',
    'sharklasers.com',
    'spam4.me',
    'spambog.com',
    'spambox.us',
    'spamgourmet.com',
    'spamex.com',
    'temp-mail.io',
    'temp-mail.org',
    'tempail.com',
    'tempinbox.com',
    'tempmail.dev',
    'tempmail.net',
    'tempmail.plus',
    'tempmailaddress.com',
    'tempmailo.com',
    'tempr.email',
    'throwawaymail.com',
    'tmpmail.net',
    'tmpmail.org',
    'trash-mail.com',
    'trashmail.com',
    'trashmail.de',
    'trashmail.net',
    'wegwerfmail.de',
    'wegwerfmail.net',
    'yopmail.com',
    'yopmail.fr',
    'yopmail.net',
]);

/** RFC 5321: 64 characters before the @, 254 in all. */
const MAX_EMAIL_CHARACTERS = 254;
const MAX_LOCAL_CHARACTERS = 64;
/** What mail servers take in practice; quoted local parts and bare IP addresses are typing errors on a web form. */
const EMAIL = /^[^\s\p{C}@"(),:;<>[\]\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]*[\p{L}\p{N}]$/u;
/** An e-mail address, trimmed and lower-cased, or undefined. Of a list the first good one. */
function toEmail(value) {
    if (Array.isArray(value))
        return firstEmail(value);
    if (typeof value !== 'string' || value.length > 2 * MAX_EMAIL_CHARACTERS)
        return undefined;
    const email = value.trim().toLowerCase();
    const at = email.indexOf('@');
    if (at < 1 || at > MAX_LOCAL_CHARACTERS || email.length > MAX_EMAIL_CHARACTERS)
        return undefined;
    const local = email.slice(0, at);
    if (local.startsWith('.') || local.endsWith('.') || local.includes('..'))
        return undefined;
    return EMAIL.test(email) ? email : undefined;
}
function firstEmail(values) {
    for (const value of values) {
        const email = typeof value === 'string' ? toEmail(value) : undefined;
        if (email !== undefined)
            return email;
    }
    return undefined;
}

// Pure: an event as it came in, an event of the right shape or a reason out.
/** Ids come from databases too, as numbers; above 2^53 a number has lost digits on its way. */
const idText$1 = pipe(union([string(), pipe(number$1(), safeInteger(), transform(String))]), trim(), maxLength(MAX_ID_CHARACTERS));
const ID_RULE = `must be text of at most ${MAX_ID_CHARACTERS} characters`;
/** Libraries send null or "" for what they do not know. */
const id$1 = optional$1(pipe(nullable(idText$1), transform((value) => value || undefined)));
const requiredId = pipe(idText$1, minLength(1));
const dictionary = optional$1(pipe(nullable(custom(isObject$1)), transform((value) => value ?? undefined)));
const anything = optional$1(unknown());
const label$1 = optional$1(nullable(string()));
const common = {
    messageId: id$1,
    userId: id$1,
    anonymousId: id$1,
    timestamp: anything,
    originalTimestamp: anything,
    sentAt: anything,
    context: dictionary,
    integrations: dictionary,
};
const SHAPES = {
    identify: object({
        type: literal('identify'),
        ...common,
        traits: dictionary,
        properties: dictionary,
    }),
    group: object({
        type: literal('group'),
        ...common,
        groupId: id$1,
        traits: dictionary,
        properties: dictionary,
    }),
    track: object({
        type: literal('track'),
        ...common,
        event: requiredId,
        properties: dictionary,
    }),
    page: object({
        type: literal('page'),
        ...common,
        name: label$1,
        category: label$1,
        properties: dictionary,
    }),
    screen: object({
        type: literal('screen'),
        ...common,
        name: label$1,
        category: label$1,
        properties: dictionary,
    }),
    alias: object({
        type: literal('alias'),
        ...common,
        userId: requiredId,
        previousId: requiredId,
    }),
};
/** What to say of a field that has the wrong shape. */
const RULES = {
    event: `${ID_RULE}, the name of what happened`,
    name: 'must be text',
    category: 'must be text',
    traits: 'must be an object',
    properties: 'must be an object',
    context: 'must be an object',
    integrations: 'must be an object',
};
function validate(raw) {
    if (!isObject$1(raw))
        return fail('must be an object');
    const type = typeof raw['type'] === 'string' ? raw['type'].toLowerCase() : undefined;
    const known = EVENT_TYPES.find((each) => each === type);
    if (known === undefined)
        return fail(`type: must be one of ${EVENT_TYPES.join(', ')}`);
    const shaped = raw['type'] === known ? raw : { ...raw, type: known };
    const parsed = safeParse(SHAPES[known], shaped, { abortEarly: true });
    if (!parsed.success) {
        const field = getDotPath(parsed.issues[0]) ?? 'event';
        return fail(`${field}: ${RULES[field] ?? ID_RULE}`);
    }
    return checkWhom(parsed.output);
}
/** An event must say whom it is about, and an introduction must not give an address that is none. */
function checkWhom(draft) {
    const given = 'traits' in draft ? draft.traits?.['email'] : undefined;
    if (draft.type === 'identify' && !isBlank(given) && toEmail(given) === undefined) {
        return fail('traits.email: is not an e-mail address');
    }
    if (draft.userId || draft.anonymousId)
        return succeed(draft);
    // The Segment spec asks for an id. An address will do, if the same event can be known again.
    if (draft.messageId && (emailOf(draft) || isNamedGroup(draft)))
        return succeed(draft);
    return fail('userId: is missing; send userId or anonymousId, or messageId with an e-mail address');
}
/** The address that an event gives for its person, wherever libraries put it. */
function emailOf(draft) {
    const contextTraits = draft.context?.['traits'];
    const traits = draft.type === 'identify' ? draft.traits : undefined;
    const properties = 'properties' in draft ? draft.properties : undefined;
    for (const place of [traits, contextTraits, properties]) {
        const email = isObject$1(place) ? toEmail(place['email']) : undefined;
        if (email !== undefined)
            return email;
    }
    return toEmail(draft.userId);
}
/** A company is somebody without a person in it. */
function isNamedGroup(draft) {
    const { context } = draft;
    const traits = isObject$1(context?.['traits']) ? context['traits'] : {};
    return draft.type === 'group' && !(isBlank(draft.traits?.['name']) && isBlank(traits['name']));
}

// Pure: what a sign-up looks like in, its flags out.
/** Mailboxes that a company shares, as RFC 2142 and habit name them. */
const ROLE_MAILBOX = /^(?:abuse|accounting|accounts|admin|administrator|billing|careers|contact|enquiries|help|hello|hostmaster|hr|info|inquiries|it|jobs|legal|mail|marketing|no-?reply|office|orders|postmaster|press|privacy|recruiting|root|sales|security|service|staff|support|team|test|webmaster)(?:\+.*)?$/;
const CHECKS = {
    honeypot: ({ values, form }, { honeypots }) => form['honeypot'] === true ||
        honeypots.some((name) => values.some((fields) => !isBlank(fields[name]))),
    'too-fast': ({ form }, { minimumSeconds }) => typeof form['seconds'] === 'number' && form['seconds'] < minimumSeconds,
    disposable: ({ domain }, { disposable }) => isDisposable(domain, disposable),
    role: ({ localPart }) => ROLE_MAILBOX.test(localPart),
    webdriver: ({ context }) => context['webdriver'] === true,
};
/** What is odd about the sign-up in an event; nothing where no e-mail address is given. */
function judge(draft, rules) {
    const lead = leadIn(draft);
    if (!lead)
        return [];
    return Object.keys(CHECKS).filter((flag) => CHECKS[flag](lead, rules));
}
/** Trap fields are no data: takes them out, in place. */
function removeHoneypots(draft, { honeypots }) {
    for (const fields of valuesOf(draft))
        for (const name of honeypots)
            delete fields[name];
}
function leadIn(draft) {
    const [localPart, domain] = emailOf(draft)?.split('@', 2) ?? [];
    if (localPart === undefined || domain === undefined)
        return undefined;
    const context = draft.context ?? {};
    const form = isObject$1(context['form']) ? context['form'] : {};
    return { localPart, domain, values: valuesOf(draft), form, context };
}
function valuesOf(draft) {
    const places = [
        'traits' in draft ? draft.traits : undefined,
        'properties' in draft ? draft.properties : undefined,
        draft.context?.['traits'],
    ];
    return places.filter(isObject$1);
}
/** A provider's subdomains are the provider's. */
function isDisposable(domain, more) {
    const labels = domain.split('.');
    return labels.some((_, index) => {
        const suffix = labels.slice(index).join('.');
        return DISPOSABLE_DOMAINS.has(suffix) || more.includes(suffix);
    });
}

/** Far above what a token with these claims needs. */
const MAX_TOKEN_CHARACTERS$1 = 4096;
/** Clocks of two servers are this far apart at most. */
const LEEWAY_SECONDS = 60;
const HS256 = { name: 'HMAC', hash: 'SHA-256' };
/**
 * Reads a signed identity: a JWT, HS256 and nothing else, with `exp` and at least one of `sub` and
 * `email`. Two secrets may be valid at a time. https://www.rfc-editor.org/rfc/rfc7519
 */
async function verifyToken(token, check) {
    if (typeof token !== 'string' || token.length > MAX_TOKEN_CHARACTERS$1)
        return fail('is not a JWT');
    const [header, payload, signature, ...rest] = token.split('.');
    const parts = { header: parseJson(header), payload: parseJson(payload) };
    if (!parts.header || !parts.payload || !signature || rest.length > 0)
        return fail('is not a JWT');
    if (parts.header['alg'] !== 'HS256' || 'crit' in parts.header)
        return fail('must be signed with HS256');
    const isSigned = await isSignedByAny(check.secrets, `${header}.${payload}`, fromBase64Url(signature));
    if (!isSigned)
        return fail('has a signature that does not match IDENTITY_SECRET');
    return readClaims(parts.payload, check);
}
/** Web Crypto compares in constant time. */
async function isSignedByAny(secrets, text, signature) {
    if (!signature)
        return false;
    const bytes = new TextEncoder().encode(text);
    for (const secret of secrets) {
        const raw = new TextEncoder().encode(secret);
        const key = await crypto.subtle.importKey('raw', raw, HS256, false, ['verify']);
        if (await crypto.subtle.verify(HS256, key, signature, bytes))
            return true;
    }
    return false;
}
function readClaims(payload, check) {
    const { exp, nbf, aud, sub, email } = payload;
    const now = check.now / 1000;
    if (typeof exp !== 'number')
        return fail('must say when it ends: "exp", in seconds');
    if (exp + LEEWAY_SECONDS <= now)
        return fail('has expired; fetch a new one');
    if (typeof nbf === 'number' && nbf - LEEWAY_SECONDS > now)
        return fail('is not valid yet ("nbf")');
    if (aud !== undefined && ![aud].flat().includes(check.audience)) {
        return fail('is meant for another source ("aud")');
    }
    const address = toEmail(email);
    const claims = {
        ...(typeof sub === 'string' && sub !== '' && { sub }),
        ...(address !== undefined && { email: address }),
    };
    return claims.sub || claims.email
        ? succeed(claims)
        : fail('must name "sub" (the userId) or "email"');
}
function parseJson(part) {
    const bytes = fromBase64Url(part ?? '');
    if (!bytes)
        return undefined;
    try {
        const parsed = JSON.parse(new TextDecoder().decode(bytes));
        return isObject$1(parsed) ? parsed : undefined;
    }
    catch {
        return undefined;
    }
}
function fromBase64Url(text) {
    if (!/^[\w-]+$/.test(text))
        return undefined;
    try {
        const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
        return Uint8Array.from(binary, (character) => character.charCodeAt(0));
    }
    catch {
        return undefined;
    }
}

/**
 * Whether somebody vouches for what an event says of its person: the key of a server, or an identity
 * signed by the site's server (`context.identityToken`). A token that is there must hold.
 */
async function vouch(draft, { config, source, now }) {
    const token = draft.context?.['identityToken'];
    if (draft.context)
        delete draft.context['identityToken'];
    if (source.trusted)
        return pass(true);
    if (token === undefined || token === null || config.identitySecrets.length === 0) {
        return source.signed && namesSomeone(draft)
            ? refuse$1('unsigned_identity', 'context.identityToken: is missing; this source takes signed identities only')
            : pass(false);
    }
    const claims = await verifyToken(token, {
        secrets: config.identitySecrets,
        audience: source.name,
        now,
    });
    if (!claims.ok)
        return refuse$1('invalid_identity', `context.identityToken: ${claims.reason}`);
    const stranger = findStranger(draft, claims.value);
    return stranger ? refuse$1('invalid_identity', `context.identityToken: ${stranger}`) : pass(true);
}
/** A token speaks for the ids it names and for no others. */
function findStranger(draft, { sub, email }) {
    const given = emailOf(draft);
    if (given !== undefined && given !== email)
        return 'does not name the e-mail address of this event';
    const { userId } = draft;
    if (userId !== undefined && userId !== sub && userId.toLowerCase() !== email) {
        return 'does not name the userId of this event ("sub")';
    }
    return undefined;
}
function namesSomeone(draft) {
    return draft.userId !== undefined || emailOf(draft) !== undefined;
}

/** Admits each event on its own merits: a bad one never sinks its batch. */
async function admit({ events, excess }, gate) {
    const admitted = { accepted: [], rejected: [] };
    for (const [index, raw] of events.entries()) {
        const tooMuch = excess.get(index);
        const event = tooMuch ? refuse$1('too_large', `event: ${tooMuch}`) : await admitEvent(raw, gate);
        if (event.ok)
            admitted.accepted.push(event.value);
        else {
            admitted.firstRefusal ??= event.refusal;
            admitted.rejected.push({ index, ...messageIdOf(raw), reason: event.refusal.message });
        }
    }
    return admitted;
}
async function admitEvent(raw, gate) {
    const draft = validate(raw);
    if (!draft.ok)
        return refuse$1('invalid_event', draft.reason);
    const { config, source, surroundings } = gate;
    if (!source.events.has(draft.value.type)) {
        return refuse$1('event_type_not_allowed', `type: this write key may not send ${draft.value.type}`);
    }
    const refused = refusedPurpose(draft.value);
    if (refused)
        return refuse$1('consent_refused', `context.consent: ${refused} was refused`);
    const now = surroundings.receivedAt;
    const believed = await vouch(draft.value, { config, source, now });
    if (!believed.ok)
        return believed;
    const flags = believed.value ? [] : await findFlags(draft.value, gate);
    const event = normalize(draft.value, surroundings);
    const withheld = believed.value ? [] : withhold(event, source.fields);
    const isTaken = believed.value || source.fields.protectedToo;
    return write(note$1(event, { believed: isTaken, withheld, flags }, config));
}
async function findFlags(draft, { config, isHuman }) {
    const flags = judge(draft, config.leadQuality);
    removeHoneypots(draft, config.leadQuality);
    if (!isHuman)
        return flags;
    const token = takeTurnstileToken(draft);
    const isLead = draft.type === 'identify' && emailOf(draft) !== undefined;
    return isLead && !(await isHuman(token)) ? [...flags, 'turnstile'] : flags;
}
/** The name is that of the field which Turnstile's widget adds to a form. */
function takeTurnstileToken({ context, ...draft }) {
    const traits = 'traits' in draft ? draft.traits : undefined;
    const token = context?.['turnstileToken'] ?? traits?.['cf-turnstile-response'];
    delete context?.['turnstileToken'];
    delete traits?.['cf-turnstile-response'];
    return token;
}
/** Writes beside the event what was found out, and the flags into the field that LEAD_QUALITY names. */
function note$1(event, found, { leadQuality: { field, hold } }) {
    const { believed, withheld, flags } = found;
    if (field !== undefined && flags.length > 0 && event.type === 'identify') {
        event.traits = { ...event.traits, [field]: flags.join(', ') };
    }
    const admission = {
        ...(believed && { believed }),
        ...(withheld.length > 0 && { withheld }),
        ...(flags.length > 0 && { flags }),
        ...(flags.some((flag) => hold.includes(flag)) && { held: true }),
    };
    return Object.keys(admission).length > 0 ? { ...event, admission } : event;
}
function write(event) {
    const text = JSON.stringify(event);
    return isLarger(text, MAX_EVENT_BYTES)
        ? refuse$1('too_large', `event: is larger than ${MAX_EVENT_BYTES / 1024} KB`)
        : pass(text);
}
/** UTF-16 units become one to three bytes each, so most texts need not be encoded to be measured. */
function isLarger(text, bytes) {
    if (text.length * 3 <= bytes)
        return false;
    return text.length > bytes || new TextEncoder().encode(text).byteLength > bytes;
}
function messageIdOf(raw) {
    const messageId = isObject$1(raw) ? raw['messageId'] : undefined;
    return typeof messageId === 'string' ? { messageId: messageId.slice(0, 256) } : {};
}

/** Names through which a careless copy would reach every object of the program. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
/** Control characters, except those that text is laid out with, and halves of a character. */
const UNFIT = /[^\t\n\r\x20-\u{10ffff}]|\p{Cs}/gu;
/** Whether a body may hold any of this. Of what is unfit, JSON and UTF-8 let nothing through but an escape. */
function isSuspicious(text) {
    return text.includes('\\') || text.includes('proto') || text.includes('constructor');
}
/** Cleans, in place, what was parsed for us and nobody else has; `guard` found it to be shallow. */
function cleanKeysAndTexts(value) {
    for (const [key, child] of Object.entries(value)) {
        if (FORBIDDEN_KEYS.has(key) || key.search(UNFIT) >= 0)
            Reflect.deleteProperty(value, key);
        else if (typeof child === 'object' && child !== null)
            cleanKeysAndTexts(child);
        else if (typeof child === 'string' && child.search(UNFIT) >= 0) {
            Reflect.set(value, key, child.replace(UNFIT, ''));
        }
    }
}

// Pure: text in, envelope out.
function openEnvelope({ text, excess }, kind) {
    let body;
    try {
        body = JSON.parse(text);
    }
    catch {
        return refuse$1('not_json', 'The body is not JSON.');
    }
    if (!isObject$1(body)) {
        return refuse$1('wrong_shape', 'The body must be a JSON object, {"batch": […]} or one event.');
    }
    if (isSuspicious(text))
        cleanKeysAndTexts(body);
    const events = kind === 'batch' ? body['batch'] : [{ ...body, type: kind }];
    if (!Array.isArray(events)) {
        return refuse$1('wrong_shape', '"batch" must be a list of events.');
    }
    const { writeKey, sentAt } = body;
    return pass({
        events,
        excess,
        ...(typeof writeKey === 'string' && { writeKey }),
        ...(typeof sentAt === 'string' && { sentAt }),
    });
}

// Pure: text in, text out.
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
/** `[` and `{` differ in this one bit, and so do `]` and `}`: with it set, one comparison does for both. */
const BRACE_BIT = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;
/**
 * Enforces the limits of events before anything is parsed: half a megabyte of brackets or of keys
 * costs `JSON.parse` tens of milliseconds, and this loop about one. It is a loop because a recursive
 * walk dies at a depth of 10,000, which `JSON.parse` accepts.
 *
 * One event that is too much is cut out, and its batch goes on.
 */
function guard(text, kind) {
    if (!/^\s*\{/.test(text)) {
        return refuse$1('wrong_shape', 'The body must be a JSON object, {"batch": […]} or one event.');
    }
    const found = kind === 'batch' ? survey(text, BATCHED_DEPTH) : survey(text, SINGLE_DEPTH);
    if (found.isOpen)
        return refuse$1('not_json', 'The body is not JSON: it ends too early.');
    if (found.events > MAX_BATCH_EVENTS) {
        return refuse$1('too_large', `A batch may hold ${MAX_BATCH_EVENTS} events; send the rest apart.`);
    }
    if (found.keys > MAX_KEYS)
        return refuse$1('too_large', `The body has more than ${MAX_KEYS} keys.`);
    const [first] = found.excess;
    if (kind !== 'batch' && first)
        return refuse$1('too_large', `event: ${first.what}`);
    return pass({
        text: cutOut(text, found.excess),
        excess: new Map(found.excess.map(({ index, what }) => [index, what])),
    });
}
/** The level on which an event opens: `{"batch":[{`, or the body itself. */
const BATCHED_DEPTH = 3;
const SINGLE_DEPTH = 1;
/** One pass over the body: counts, without understanding more than strings and nesting. */
function survey(text, eventDepth) {
    const found = { events: 0, keys: 0, excess: [], isOpen: false };
    let depth = 0;
    let index = 0;
    let event = { start: 0, keys: 0, deepest: 0 };
    for (let at = 0; at < text.length; at++) {
        const character = text.charCodeAt(at);
        const folded = character | BRACE_BIT;
        if (character === QUOTE)
            at = endOfString(text, at);
        else if (character === COLON) {
            if (depth < eventDepth)
                found.keys++;
            else
                event.keys++;
        }
        else if (character === COMMA && depth === eventDepth - 1) {
            index++;
            found.events = Math.max(found.events, index + 1);
            if (found.events > MAX_BATCH_EVENTS)
                return found;
        }
        else if (folded === OPENING) {
            depth++;
            if (depth === eventDepth - 1)
                index = 0;
            if (depth === eventDepth)
                event = { start: at, keys: 0, deepest: depth };
            event.deepest = Math.max(event.deepest, depth);
        }
        else if (folded === CLOSING && --depth === eventDepth - 1) {
            const end = at + 1;
            const size = {
                keys: event.keys,
                levels: event.deepest - depth,
                characters: end - event.start,
            };
            const what = excessOf(size);
            if (what)
                found.excess.push({ index, what, start: event.start, end });
        }
    }
    found.isOpen = depth > 0;
    return found;
}
/** The bytes are counted exactly when the event is written, in `admit.ts`; they are never fewer. */
function excessOf(size) {
    if (size.levels > MAX_DEPTH)
        return `is nested deeper than ${MAX_DEPTH} levels`;
    if (size.keys > MAX_KEYS)
        return `has more than ${MAX_KEYS} keys`;
    if (size.characters > MAX_EVENT_BYTES)
        return `is larger than ${MAX_EVENT_BYTES / 1024} KB`;
    return undefined;
}
function cutOut(text, excess) {
    let kept = '';
    let from = 0;
    for (const { start, end } of excess) {
        kept += `${text.slice(from, start)}null`;
        from = end;
    }
    return kept + text.slice(from);
}
/** Position of the closing quote; the end of the text when there is none. */
function endOfString(text, start) {
    let end = start;
    do
        end = text.indexOf('"', end + 1);
    while (end >= 0 && isEscaped(text, end));
    return end < 0 ? text.length : end;
}
function isEscaped(text, at) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH)
        backslashes++;
    return backslashes % 2 === 1;
}

/** A body that takes longer is an attack or a dead line; libraries send again after a 408. */
const READ_TIMEOUT_MS = 20_000;
/** Reads a body as text: never more than the limit, neither as sent nor inflated. */
async function readBody$1(request) {
    const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
    if (encoding !== 'identity' && encoding !== 'gzip') {
        return refuse$1('unsupported_encoding', 'Content-Encoding must be gzip, or absent.');
    }
    if (Number(request.headers.get('content-length')) > MAX_REQUEST_BYTES)
        return tooLarge();
    if (request.body === null)
        return refuse$1('not_json', 'The body is empty; send a JSON object.');
    try {
        const bytes = await beforeTimeout(readBytes(request, request.body, encoding));
        if (bytes === undefined)
            return refuse$1('too_slow', 'The body took too long; send it again.');
        return bytes.byteLength > MAX_REQUEST_BYTES ? tooLarge() : decode(bytes);
    }
    catch {
        return refuse$1('bad_encoding', 'The body ended early, or is not the gzip it claims to be.');
    }
}
/**
 * What a Content-Length announces is what arrives: the runtime cuts a longer body and ignores the
 * header beside `Transfer-Encoding`. Everything else is counted while it is read.
 */
function readBytes(request, body, encoding) {
    if (encoding === 'gzip')
        return readCounted(body.pipeThrough(new DecompressionStream('gzip')));
    return request.headers.has('content-length') ? request.arrayBuffer() : readCounted(body);
}
/** Stops as soon as it is too much. */
async function readCounted(body) {
    const chunks = [];
    let size = 0;
    for await (const chunk of body) {
        chunks.push(chunk);
        size += chunk.byteLength;
        if (size > MAX_REQUEST_BYTES)
            break;
    }
    return new Blob(chunks).arrayBuffer();
}
async function beforeTimeout(reading) {
    let timer;
    const timeout = new Promise((resolve) => {
        timer = setTimeout(() => resolve(undefined), READ_TIMEOUT_MS);
    });
    try {
        return await Promise.race([reading, timeout]);
    }
    finally {
        if (timer !== undefined)
            clearTimeout(timer);
    }
}
/** Invalid UTF-8 is refused rather than patched up: a lead with broken letters helps nobody. */
function decode(bytes) {
    try {
        return pass(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
    }
    catch {
        return refuse$1('not_json', 'The body is not UTF-8.');
    }
}
function tooLarge() {
    return refuse$1('too_large', `A request may have ${MAX_REQUEST_BYTES / 1024} KB; send fewer events.`);
}

/** The SDK's cookie: the person's ids, percent-encoded. */
const COOKIE = /(?:^|;\s*)(fse=[\w.~%!*'()-]{1,1000})(?:;|$)/;
/** The longest that browsers keep a cookie. */
const MAX_AGE_SECONDS = 400 * 24 * 3600;
/**
 * Sets the SDK's id cookie once more, as it is: Safari keeps a cookie for a week when a script set
 * it, and until its end when a server of the same site did. Intentionally not HttpOnly, since it is
 * the SDK's own and the SDK reads it.
 */
function renewCookie(request, { cookieDomain }) {
    if (cookieDomain === undefined)
        return {};
    const [, cookie] = COOKIE.exec(request.headers.get('cookie') ?? '') ?? [];
    if (cookie === undefined)
        return {};
    const attributes = `Domain=${cookieDomain}; Path=/; Max-Age=${MAX_AGE_SECONDS}; SameSite=Lax; Secure`;
    return { 'set-cookie': `${cookie}; ${attributes}` };
}

/** The binding counts in windows of this length, see `ratelimits` in wrangler.jsonc. */
const WINDOW_SECONDS = 10;
/** Events that one count of the binding stands for. */
const EVENTS_PER_COUNT = 10;
/**
 * Every request counts once on arrival, and once more for every ten further events.
 * Intentionally without the binding's `delta`: not every runtime that has the binding knows it.
 */
function createThrottle(request, { rateLimit, key }) {
    const visitor = `${throttleKeyOf(addressOf(request))} ${key?.slice(0, 128) ?? ''}`;
    return {
        async check() {
            if (await count$4(rateLimit, visitor))
                return pass(undefined);
            return refuse$1('too_many_events', 'Too many events from this address; send again after the seconds in Retry-After.', WINDOW_SECONDS);
        },
        async charge(events) {
            const counts = Math.ceil(events / EVENTS_PER_COUNT) - 1;
            await Promise.all(Array.from({ length: counts }, () => count$4(rateLimit, visitor)));
        },
    };
}
/** A binding that fails lets everyone in: losing leads is worse than a flood the later steps stop. */
async function count$4(rateLimit, visitor) {
    try {
        return (await rateLimit?.limit({ key: visitor }))?.success ?? true;
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'throttle_failed', error: String(error) }));
        return true;
    }
}

/** https://developers.cloudflare.com/turnstile/get-started/server-side-validation/ */
const SITEVERIFY_URL = 'https://challenges.cloudflare.com/turnstile/v0/siteverify';
const MAX_TOKEN_CHARACTERS = 2048;
const TIMEOUT_MS$1 = 5_000;
/** More tokens in one request are an attack on our number of subrequests; the rest counts as unproven. */
const MAX_CHECKS_PER_REQUEST = 3;
/** Checks the tokens of one request; a token counts once, however many events carry it. */
function createTurnstile(options) {
    const verdicts = new Map();
    return async (token) => {
        if (typeof token !== 'string' || token === '' || token.length > MAX_TOKEN_CHARACTERS)
            return false;
        const known = verdicts.get(token);
        if (known || verdicts.size >= MAX_CHECKS_PER_REQUEST)
            return known ?? false;
        const verdict = isSolved(token, options);
        verdicts.set(token, verdict);
        return verdict;
    };
}
/** Fails closed: a lead that cannot be checked is held for review, not lost. */
async function isSolved(token, options) {
    try {
        const response = await options.fetch(SITEVERIFY_URL, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
                secret: options.secret,
                response: token,
                remoteip: options.address,
                idempotency_key: await idempotencyKey(token),
            }),
            signal: AbortSignal.timeout(TIMEOUT_MS$1),
            redirect: 'manual',
        });
        const answer = await response.json();
        return (isObject$1(answer) &&
            answer['success'] === true &&
            isOneOf(answer['hostname'], options.hostnames));
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'turnstile_failed', error: String(error) }));
        return false;
    }
}
function isOneOf(hostname, hostnames) {
    return typeof hostname === 'string' && hostnames.has(hostname);
}
/** A token may be spent once, but a batch is sent again after a lost answer: the same key, the same verdict. */
async function idempotencyKey(token) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
    const hex = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

/** Takes in a batch, or one event, and answers once it is stored. */
async function collect(request, kind, edge) {
    const origin = checkOrigin(request, edge.config);
    if (!origin.ok)
        return respondRefusal(origin.refusal);
    const result = await takeIn(request, { kind, origin: origin.value, edge });
    const credentials = edge.config.cookieDomain !== undefined;
    const headers = corsHeaders(origin.value, { credentials });
    if (!result.ok)
        return respondRefusal(result.refusal, headers);
    return respondJson(result.value, {
        headers: { ...headers, ...renewCookie(request, edge.config) },
    });
}
async function takeIn(request, arrival) {
    const { kind, origin, edge } = arrival;
    const { config, env } = edge;
    const key = presentedKey(request);
    const early = key === undefined ? undefined : authenticate(key, { config, origin });
    if (early?.ok === false)
        return early;
    const throttle = createThrottle(request, { rateLimit: env.RATE_LIMIT, key });
    const welcome = await throttle.check();
    if (!welcome.ok)
        return welcome;
    const body = await readBody$1(request);
    if (!body.ok)
        return body;
    const guarded = guard(body.value, kind);
    if (!guarded.ok)
        return guarded;
    const envelope = openEnvelope(guarded.value, kind);
    if (!envelope.ok)
        return envelope;
    const source = early ?? authenticate(envelope.value.writeKey, { config, origin });
    if (!source.ok)
        return source;
    if (!source.value.trusted)
        await throttle.charge(envelope.value.events.length);
    const gate = createGate(request, { source: source.value, envelope: envelope.value, edge });
    return store(await admit(envelope.value, gate), { kind, source: source.value, edge });
}
/** Only a browser speaks for itself: what the connection says of a server is not about its visitors. */
function createGate(request, { source, envelope, edge }) {
    const { config, now } = edge;
    const address = source.trusted ? undefined : addressOf(request);
    return {
        config,
        source,
        surroundings: {
            receivedAt: now,
            sentAt: envelope.sentAt,
            userAgent: source.trusted ? undefined : (request.headers.get('user-agent') ?? undefined),
            ipOf: (sent) => redactAddress(source.trusted ? sent : address, config.clientIp),
            createId: () => crypto.randomUUID(),
        },
        isHuman: config.turnstileSecret === undefined
            ? undefined
            : createTurnstile({
                secret: config.turnstileSecret,
                hostnames: hostnamesOf(request, config),
                address,
                fetch: edge.fetch,
            }),
    };
}
function hostnamesOf(request, config) {
    return new Set([request.url, ...config.allowedOrigins].map((url) => new URL(url).hostname));
}
async function store({ accepted, rejected, firstRefusal }, { kind, source, edge }) {
    if (kind !== 'batch' && firstRefusal)
        return { ok: false, refusal: firstRefusal };
    if (accepted.length > 0) {
        const answer = await appendToOutbox(edge.env, {
            source: source.name,
            receivedAt: edge.now,
            events: `[${accepted.join(',')}]`,
            count: accepted.length,
        });
        if (!answer.stored) {
            return refuse$1('not_stored', 'Nothing was stored; send it again later.', answer.retryAfterSeconds);
        }
    }
    return pass({ success: true, accepted: accepted.length, rejected });
}

// What each question and order takes, whether it comes in a query or in a body.
const id = pipe(number$1(), safeInteger(), minValue(1));
/** A number in a query is a text. */
const idText = pipe(string(), digits(), transform(Number), safeInteger());
/** As people write it: `2026-11-21T20:00:00Z`. */
const moment = pipe(string(), isoTimestamp('must be a time like 2026-11-21T20:00:00Z'), transform((text) => Date.parse(text)));
const OUTCOMES = [
    'delivered',
    'repaired',
    'retrying',
    'throttled',
    'account',
    'refused',
    'planned',
];
/** Longer than any e-mail address. */
const MAX_SEARCH_CHARACTERS = 320;
const ASKS = {
    overview: object({}),
    deliveries: object({
        after: exactOptional(idText),
        before: exactOptional(idText),
        outcome: exactOptional(picklist(OUTCOMES)),
    }),
    waiting: object({}),
    deadLetters: object({ like: exactOptional(idText), before: exactOptional(idText) }),
    replay: union([
        strictObject({ id }),
        strictObject({ like: id }),
        strictObject({ all: literal(true) }),
    ], 'give one of {"id": number}, {"like": number} or {"all": true}'),
    findPeople: object({ text: pipe(string(), maxLength(MAX_SEARCH_CHARACTERS)) }),
    person: object({ id: idText }),
    release: object({ id }),
    forget: object({ id, inFreshsales: boolean() }),
    pause: object({}),
    resume: object({}),
    restore: object({ at: moment }),
};

/**
 * What a wrong token costs beyond the request itself. The binding allows 600 in ten seconds: an
 * operator's page that asks every two seconds is far below, a guesser is out after ten tries.
 */
const WRONG_TOKEN_COUNTS = 59;
/** Lets the operator in by `Authorization: Bearer`, whoever else asks is slowed down. */
async function unlock(request, edge) {
    const { adminToken } = edge.config;
    if (adminToken === undefined)
        return refuse$1('console_shut', 'The console is shut: set the secret ADMIN_TOKEN to open it.');
    if (!(await count$3(request, edge)))
        return tooManyTries();
    const [, token = ''] = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
    if (await isSame$3(token, adminToken))
        return pass(undefined);
    if (token !== '')
        await Promise.all(Array.from({ length: WRONG_TOKEN_COUNTS }, () => count$3(request, edge)));
    return refuse$1('wrong_admin_token', 'This is not the ADMIN_TOKEN of this edge.');
}
/** A binding that fails lets the operator in all the same: they are needed most when things fail. */
async function count$3(request, { env }) {
    const key = `console ${throttleKeyOf(addressOf(request))}`;
    try {
        return (await env.RATE_LIMIT?.limit({ key }))?.success ?? true;
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'throttle_failed', error: String(error) }));
        return true;
    }
}
/** Compares hashes: of equal length whatever was sent, and in constant time. */
async function isSame$3(one, other) {
    const [a, b] = await Promise.all([hash(one), hash(other)]);
    return crypto.subtle.timingSafeEqual(a, b);
}
const hash = (text) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
function tooManyTries() {
    return refuse$1('too_many_tries', 'Too many tries from this address; wait ten seconds and try again.', WINDOW_SECONDS);
}

/** Answers one question or carries out one order of the operator. */
async function answerOperation(request, name, edge) {
    const answer = await operate$1(request, name, edge);
    const headers = { 'cross-origin-resource-policy': 'same-origin' };
    return answer.ok
        ? respondJson(answer.value, { headers })
        : respondRefusal(answer.refusal, headers);
}
async function operate$1(request, name, edge) {
    const unlocked = await unlock(request, edge);
    if (!unlocked.ok)
        return unlocked;
    const raw = request.method === 'POST' ? await readOrder(request) : pass(readQuery(request));
    if (!raw.ok)
        return raw;
    const ask = safeParse(ASKS[name], raw.value);
    if (!ask.success)
        return refuse$1('wrong_shape', describe(ask.issues[0]));
    const outbox = edge.env.OUTBOX.getByName(OUTBOX_NAME);
    return pass(await outbox.operate(name, ask.output));
}
async function readOrder(request) {
    const body = await readBody$1(request);
    if (!body.ok)
        return body;
    try {
        return pass(JSON.parse(body.value));
    }
    catch {
        return refuse$1('not_json', 'The body is not JSON.');
    }
}
function readQuery(request) {
    return Object.fromEntries(new URL(request.url).searchParams);
}
function describe(issue) {
    const path = getDotPath(issue);
    return path === null ? issue.message : `${path}: ${issue.message}`;
}

/** Nothing but our own script and style: also a name that is HTML stays text, and no text becomes a script. */
const POLICY = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
].join('; ');
/** The empty frame that `console.js` fills; it holds no data, so it needs no token. */
const PAGE$2 = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Console · freshsales-edge</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/console.css">
<script type="module" src="/console.js"></script>
</head>
<body>
<noscript>The console needs JavaScript.</noscript>
<div id="console"></div>
</body>
</html>
`;
function answerPage() {
    return new Response(PAGE$2, {
        headers: {
            ...SECURITY_HEADERS,
            'content-type': 'text/html; charset=utf-8',
            'cache-control': 'no-store',
            'content-security-policy': POLICY,
            'cross-origin-opener-policy': 'same-origin',
            'cross-origin-resource-policy': 'same-origin',
        },
    });
}

/** Reading is GET, and what changes something is POST. So is a search: an address belongs in no URL. */
const CONSOLE_ROUTES = [
    { method: 'GET', path: /^\/console\/?$/, cors: false, handle: answerPage },
    operation('GET', 'overview', 'overview'),
    operation('GET', 'deliveries', 'deliveries'),
    operation('GET', 'waiting', 'waiting'),
    operation('GET', 'dead-letters', 'deadLetters'),
    operation('POST', 'dead-letters/replay', 'replay'),
    operation('POST', 'people/search', 'findPeople'),
    operation('GET', 'person', 'person'),
    operation('POST', 'person/release', 'release'),
    operation('POST', 'person/forget', 'forget'),
    operation('POST', 'pause', 'pause'),
    operation('POST', 'resume', 'resume'),
    // Not on the page: for the day when everything else has failed.
    operation('POST', 'restore', 'restore'),
];
function operation(method, path, name) {
    return {
        method,
        path: `/console/api/${path}`,
        cors: false,
        handle: (request, edge) => answerOperation(request, name, edge),
    };
}

/** For monitors: 200 while leads flow, 503 with the reasons when somebody should look. */
async function answerHealth(edge) {
    const { ok, degraded, oldestWaitingSeconds } = await askOutboxStatus(edge.env);
    return respondJson({ ok, degraded, oldestWaitingSeconds }, { status: ok ? 200 : 503 });
}

/** Every path the edge answers on; there is no other, and none is passed on. */
const ROUTES = [
    collecting('/v1/batch', 'batch'),
    collecting('/v1/b', 'batch'),
    ...EVENT_TYPES.flatMap((type) => [
        collecting(`/v1/${type}`, type),
        collecting(`/v1/${type.charAt(0)}`, type),
    ]),
    // RudderStack's browser library with `useBeacon`.
    collecting('/beacon/v1/batch', 'batch'),
    { method: 'GET', path: '/sourceConfig', cors: true, handle: answerRudderConfig },
    { method: 'GET', path: '/sourceConfig/', cors: true, handle: answerRudderConfig },
    {
        method: 'GET',
        path: /^\/v1\/projects\/[\w.~-]{1,128}\/settings$/,
        cors: true,
        handle: answerSegmentSettings,
    },
    { method: 'GET', path: '/health', cors: false, handle: (_, edge) => answerHealth(edge) },
    ...CONSOLE_ROUTES,
];
function collecting(path, kind) {
    return {
        method: 'POST',
        path,
        cors: true,
        handle: (request, edge) => collect(request, kind, edge),
    };
}
/** Finds the route of a request and lets it answer. */
function answer$1(request, edge) {
    const url = new URL(request.url);
    const { hostnames } = edge.config;
    const isKnownHost = hostnames.size === 0 || hostnames.has(url.hostname);
    const here = isKnownHost ? ROUTES.filter(({ path }) => matches(path, url.pathname)) : [];
    if (here.length === 0)
        return respondRefusal(refuse$1('not_found', 'There is nothing here.').refusal);
    if (request.method === 'OPTIONS' && here.some(({ cors }) => cors))
        return preflight(request, edge);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = here.find((each) => each.method === method);
    return route ? route.handle(request, edge) : refuseMethod(here);
}
function matches(path, pathname) {
    return typeof path === 'string' ? path === pathname : path.test(pathname);
}
function preflight(request, edge) {
    const origin = checkOrigin(request, edge.config);
    return origin.ok ? answerPreflight(request, origin.value) : respondRefusal(origin.refusal);
}
function refuseMethod(routes) {
    const allowed = [...new Set(routes.map(({ method }) => method))].join(', ');
    const { refusal } = refuse$1('method_not_allowed', `Use ${allowed} here.`);
    return respondRefusal(refusal, { allow: allowed });
}

/** After a fault of ours: soon enough for a page that is still open. */
const INTERNAL_RETRY_SECONDS = 30;
/** A configuration is mended by a person. */
const CONFIGURATION_RETRY_SECONDS = 60;
/** Answers a request, whatever happens: never a stack trace, never a broken connection. */
async function handle(request, env) {
    const config = parseConfig(env);
    if (!config.ok) {
        return respondRefusal(refuse$1('configuration', config.reason, CONFIGURATION_RETRY_SECONDS).refusal);
    }
    try {
        // `fetch` is wrapped because the runtime refuses to call it as a method of another object.
        const edge = { env, config: config.value, now: Date.now(), fetch: fetchOutside };
        return await answer$1(request, edge);
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'request_failed', error: String(error) }));
        const { refusal } = refuse$1('internal', 'Something went wrong here; send it again later.', INTERNAL_RETRY_SECONDS);
        return respondRefusal(refusal);
    }
}
const fetchOutside = (input, init) => fetch(input, init);

/**
Base class for all Ky-specific errors. `HTTPError`, `NetworkError`, `TimeoutError`, and `ForceRetryError` extend this class.

You can use `instanceof KyError` to check if an error originated from Ky, or use the `isKyError()` type guard for cross-realm compatibility and TypeScript type narrowing.

Note: `SchemaValidationError` is intentionally not considered a Ky error. `KyError` covers failures in Ky's HTTP lifecycle (bad status, timeout, retry), while schema validation errors originate from the user-provided schema, not from Ky itself.
*/
class KyError extends Error {
    name = 'KyError';
    get isKyError() {
        return true;
    }
}

/**
Error thrown when the response has a non-2xx status code and `throwHttpErrors` is enabled.

The error has a `response` property with the `Response` object, a `request` property with the `Request` object, an `options` property with the normalized options (either passed to `ky` when creating an instance with `ky.create()` or directly when performing the request), and a `data` property with the pre-parsed response body. For JSON responses (based on `Content-Type`), the body is parsed using the `parseJson` option if set, or `JSON.parse` by default. For other content types, it is set as plain text. If the body is empty, unreadable, too large, parsing fails, or the error-data read/parse timeout is reached, `data` will be `undefined`. To avoid hanging or excessive buffering, `error.data` body reads and async JSON parsing are bounded by the request timeout (or 10 seconds when `timeout` is disabled), any remaining `totalTimeout` budget, and a 10 MiB response body size limit. If `totalTimeout` expires while populating `error.data`, Ky throws `TimeoutError` instead of `HTTPError`. The `data` property is populated before `beforeError` hooks run, so hooks can access it.

The response body is automatically consumed when populating `error.data`, so `error.response.json()` and other body methods will not work. Use `error.data` instead. The `error.response` object is still available for headers, status, etc.

Be aware that some types of errors, such as network errors, inherently mean that a response was not received. In that case, the error will be an instance of `NetworkError` instead of `HTTPError` and will not contain a `response` property.
*/
class HTTPError extends KyError {
    name = 'HTTPError';
    response;
    request;
    options;
    data;
    constructor(response, request, options) {
        const code = (response.status || response.status === 0) ? response.status : '';
        const title = response.statusText ?? '';
        const status = `${code} ${title}`.trim();
        const reason = status ? `status code ${status}` : 'an unknown error';
        super(`Request failed with ${reason}: ${request.method} ${request.url}`);
        this.response = response;
        this.request = request;
        this.options = options;
    }
}

/**
Error thrown when a network error occurs during the request (e.g., DNS failure, connection refused, offline). It has a `request` property with the `Request` object. The original error is available via the standard `cause` property.

Network errors are automatically retried (for retriable methods).

Note: Network errors are detected using runtime-specific heuristics. Unrecognized runtimes may produce errors that are not wrapped in `NetworkError`. Use the `shouldRetry` option to handle such cases.
*/
class NetworkError extends KyError {
    name = 'NetworkError';
    request;
    constructor(request, options) {
        super(`Request failed due to a network error: ${request.method} ${request.url}`, options);
        this.request = request;
    }
}

/**
Wrapper for non-Error values that were thrown.

In JavaScript, any value can be thrown (not just Error instances). This class wraps such values to ensure consistent error handling.
*/
class NonError extends Error {
    name = 'NonError';
    value;
    constructor(value) {
        let message = 'Non-error value was thrown';
        // Intentionally minimal as this error is just an edge-case.
        try {
            if (typeof value === 'string') {
                message = value;
            }
            else if (value && typeof value === 'object' && 'message' in value && typeof value.message === 'string') {
                message = value.message;
            }
        }
        catch {
            // Use default message if accessing properties throws
        }
        super(message);
        this.value = value;
    }
}

/**
Error used to signal a forced retry from `afterResponse` hooks.

This is thrown when `ky.retry()` is returned from an `afterResponse` hook. It is observable in `beforeRetry` and `beforeError` hooks via the `isForceRetryError()` type guard.
*/
class ForceRetryError extends KyError {
    name = 'ForceRetryError';
    customDelay;
    code;
    customRequest;
    constructor(options) {
        // Runtime protection: wrap non-Error causes in NonError
        // TypeScript type is Error for guidance, but JS users can pass anything
        const cause = options?.cause
            ? (options.cause instanceof Error ? options.cause : new NonError(options.cause))
            : undefined;
        super(options?.code ? `Forced retry: ${options.code}` : 'Forced retry', cause ? { cause } : undefined);
        this.customDelay = options?.delay;
        this.code = options?.code;
        this.customRequest = options?.request;
    }
}

/**
The error thrown when [Standard Schema](https://github.com/standard-schema/standard-schema) validation fails in `.json(schema)`. It has an `issues` property with the validation issues from the schema.

This error intentionally does not extend `KyError` because it does not represent a failure in Ky's HTTP lifecycle. The request succeeded; the user's schema rejected the data. As such, it is not matched by `isKyError()`.

@example
```
import ky, {SchemaValidationError} from 'ky';
import {z} from 'zod';

const userSchema = z.object({name: z.string()});

try {
    const user = await ky('/api/user').json(userSchema);
    console.log(user.name);
} catch (error) {
    if (error instanceof SchemaValidationError) {
        console.error(error.issues);
    }
}
```
*/
class SchemaValidationError extends Error {
    name = 'SchemaValidationError';
    issues;
    constructor(issues) {
        super('Response schema validation failed');
        this.issues = issues;
    }
}

/**
Error thrown when the request times out. It has a `request` property with the `Request` object.
*/
class TimeoutError extends KyError {
    name = 'TimeoutError';
    request;
    constructor(request) {
        super(`Request timed out: ${request.method} ${request.url}`);
        this.request = request;
    }
}

const supportsRequestStreams = (() => {
    let duplexAccessed = false;
    let hasContentType = false;
    const supportsReadableStream = typeof globalThis.ReadableStream === 'function';
    const supportsRequest = typeof globalThis.Request === 'function';
    if (supportsReadableStream && supportsRequest) {
        try {
            hasContentType = new globalThis.Request('https://empty.invalid', {
                body: new globalThis.ReadableStream(),
                method: 'POST',
                // @ts-expect-error - Types are outdated.
                get duplex() {
                    duplexAccessed = true;
                    return 'half';
                },
            }).headers.has('Content-Type');
        }
        catch (error) {
            // QQBrowser on iOS throws "unsupported BodyInit type" error (see issue #581)
            if (error instanceof Error && error.message === 'unsupported BodyInit type') {
                return false;
            }
            throw error;
        }
    }
    return duplexAccessed && !hasContentType;
})();
const supportsAbortController = typeof globalThis.AbortController === 'function';
const supportsAbortSignal = typeof globalThis.AbortSignal === 'function' && typeof globalThis.AbortSignal.any === 'function';
const supportsResponseStreams = typeof globalThis.ReadableStream === 'function';
const supportsFormData = typeof globalThis.FormData === 'function';
const requestMethods = ['get', 'post', 'put', 'patch', 'head', 'delete', 'query'];
const responseTypes = {
    json: 'application/json',
    text: 'text/*',
    formData: 'multipart/form-data',
    arrayBuffer: '*/*',
    blob: '*/*',
    // Supported in modern Fetch implementations (for example, browsers and recent Node.js/undici).
    // We still feature-check at runtime before exposing the shortcut.
    bytes: '*/*',
};
// The maximum value of a 32bit int (see issue #117)
const maxSafeTimeout = 2_147_483_647;
// Size in bytes of a typical form boundary (e.g., '------WebKitFormBoundaryaxpyiPgbbPti10Rw'), used to help estimate upload size
const usualFormBoundarySize = 40;
/**
Symbol that can be returned by a `beforeRetry` hook to stop retrying without throwing an error.
*/
const stop = Symbol('stop');
/**
Marker returned by `ky.retry()` to signal a forced retry from `afterResponse` hooks.
*/
class RetryMarker {
    options;
    constructor(options) {
        this.options = options;
    }
}
/**
Force a retry from an `afterResponse` hook.

This allows you to retry a request based on the response content, even if the response has a successful status code. The retry will respect the `retry.limit` option and skip the `shouldRetry` check. The forced retry is observable in `beforeRetry` hooks, where the error will be a `ForceRetryError`.

@param options - Optional configuration for the retry.

@example
```
import ky, {isForceRetryError} from 'ky';

const api = ky.extend({
    hooks: {
        afterResponse: [
            async ({request, response}) => {
                // Retry based on response body content
                if (response.status === 200) {
                    const data = await response.json();

                    // Simple retry with default delay
                    if (data.error?.code === 'TEMPORARY_ERROR') {
                        return ky.retry();
                    }

                    // Retry with custom delay from API response
                    if (data.error?.code === 'RATE_LIMIT') {
                        return ky.retry({
                            delay: data.error.retryAfter * 1000,
                            code: 'RATE_LIMIT'
                        });
                    }

                    // Retry with a modified request (e.g., fallback endpoint)
                    if (data.error?.code === 'FALLBACK_TO_BACKUP') {
                        return ky.retry({
                            request: new Request('https://backup-api.com/endpoint', {
                                method: request.method,
                                headers: request.headers,
                            }),
                            code: 'BACKUP_ENDPOINT'
                        });
                    }

                    // Retry with refreshed authentication
                    if (data.error?.code === 'TOKEN_REFRESH' && data.newToken) {
                        return ky.retry({
                            request: new Request(request, {
                                headers: {
                                    ...Object.fromEntries(request.headers),
                                    'Authorization': `Bearer ${data.newToken}`
                                }
                            }),
                            code: 'TOKEN_REFRESHED'
                        });
                    }

                    // Retry with cause to preserve error chain
                    try {
                        validateResponse(data);
                    } catch (error) {
                        return ky.retry({
                            code: 'VALIDATION_FAILED',
                            cause: error
                        });
                    }
                }
            }
        ],
        beforeRetry: [
            ({error, retryCount}) => {
                // Observable in beforeRetry hooks
                if (isForceRetryError(error)) {
                    console.log(`Forced retry #${retryCount}: ${error.message}`);
                    // Example output: "Forced retry #1: Forced retry: RATE_LIMIT"
                }
            }
        ]
    }
});

const response = await api.get('https://example.com/api');
```
*/
const retry = (options) => new RetryMarker(options);
const kyOptionKeys = {
    json: true,
    parseJson: true,
    stringifyJson: true,
    searchParams: true,
    baseUrl: true,
    prefix: true,
    retry: true,
    timeout: true,
    totalTimeout: true,
    hooks: true,
    throwHttpErrors: true,
    onDownloadProgress: true,
    onUploadProgress: true,
    fetch: true,
    context: true,
};
// Standard RequestInit options that should NOT be passed separately to fetch()
// because they're already applied to the Request object.
// Note: `dispatcher` and `priority` are NOT included here - they're fetch-only
// options that the Request constructor doesn't accept, so they need to be passed
// separately to fetch().
const requestOptionsRegistry = {
    method: true,
    headers: true,
    body: true,
    mode: true,
    credentials: true,
    cache: true,
    redirect: true,
    referrer: true,
    referrerPolicy: true,
    integrity: true,
    keepalive: true,
    signal: true,
    window: true,
    duplex: true,
};

const encoder = new TextEncoder();
// eslint-disable-next-line @typescript-eslint/no-restricted-types
const getBodySize = (body) => {
    if (!body) {
        return 0;
    }
    if (body instanceof FormData) {
        // This is an approximation, as FormData size calculation is not straightforward
        let size = 0;
        for (const [key, value] of body) {
            size += usualFormBoundarySize;
            size += encoder.encode(`Content-Disposition: form-data; name="${key}"`).byteLength;
            size += typeof value === 'string'
                ? encoder.encode(value).byteLength
                : value.size;
        }
        return size;
    }
    if (body instanceof Blob) {
        return body.size;
    }
    if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
        return body.byteLength;
    }
    if (typeof body === 'string') {
        return encoder.encode(body).byteLength;
    }
    if (body instanceof URLSearchParams) {
        return encoder.encode(body.toString()).byteLength;
    }
    return 0;
};
const withProgress = (stream, totalBytes, onProgress) => {
    let previousChunk;
    let transferredBytes = 0;
    return stream.pipeThrough(new TransformStream({
        transform(currentChunk, controller) {
            controller.enqueue(currentChunk);
            if (previousChunk) {
                transferredBytes += previousChunk.byteLength;
                let percent = totalBytes === 0 ? 0 : transferredBytes / totalBytes;
                // Avoid reporting 100% progress before the stream is actually finished (in case totalBytes is inaccurate)
                if (percent >= 1) {
                    // Epsilon is used here to get as close as possible to 100% without reaching it.
                    // If we were to use 0.99 here, percent could potentially go backwards.
                    percent = 1 - Number.EPSILON;
                }
                onProgress?.({ percent, totalBytes: Math.max(totalBytes, transferredBytes), transferredBytes }, previousChunk);
            }
            previousChunk = currentChunk;
        },
        flush() {
            const finalChunk = previousChunk ?? new Uint8Array();
            transferredBytes += finalChunk.byteLength;
            onProgress?.({ percent: 1, totalBytes: Math.max(totalBytes, transferredBytes), transferredBytes }, finalChunk);
        },
    }));
};
const streamResponse = (response, onDownloadProgress) => {
    if (!response.body) {
        return response;
    }
    const responseInit = {
        status: response.status,
        statusText: response.statusText,
        headers: response.headers,
    };
    if (response.status === 204) {
        return new Response(null, responseInit);
    }
    const totalBytes = Math.max(0, Number(response.headers.get('content-length')) || 0);
    return new Response(withProgress(response.body, totalBytes, onDownloadProgress), responseInit);
};
// eslint-disable-next-line @typescript-eslint/no-restricted-types
const streamRequest = (request, onUploadProgress, originalBody) => {
    if (!request.body) {
        return request;
    }
    // Use original body for size calculation since request.body is already a stream
    const totalBytes = getBodySize(originalBody ?? request.body);
    return new Request(request, {
        // @ts-expect-error - Types are outdated.
        duplex: 'half',
        body: withProgress(request.body, totalBytes, onUploadProgress),
    });
};

// eslint-disable-next-line @typescript-eslint/no-restricted-types
const isObject = (value) => value !== null && typeof value === 'object';

const replaceSymbol = Symbol('replaceOption');
const getReplaceState = (value) => isObject(value) && value[replaceSymbol] === true
    ? {
        isReplace: true,
        value: value.value,
    }
    : {
        isReplace: false,
        value,
    };
const validateAndMerge = (...sources) => {
    for (const source of sources) {
        if ((!isObject(source) || Array.isArray(source)) && source !== undefined) {
            throw new TypeError('The `options` argument must be an object');
        }
    }
    return deepMerge({}, ...sources);
};
const mergeHeaders = (source1 = {}, source2 = {}) => {
    const result = new globalThis.Headers(source1);
    const isHeadersInstance = source2 instanceof globalThis.Headers;
    const source = new globalThis.Headers(source2);
    for (const [key, value] of source.entries()) {
        if ((isHeadersInstance && value === 'undefined') || value === undefined) {
            result.delete(key);
        }
        else {
            result.set(key, value);
        }
    }
    return result;
};
const isPlainObject = (value) => {
    if (!isObject(value) || Array.isArray(value)) {
        return false;
    }
    const prototype = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null;
};
const cloneShallow = (value) => {
    if (value instanceof URLSearchParams) {
        const copy = new URLSearchParams(value);
        const deleted = value[deletedParametersSymbol];
        if (deleted) {
            // Preserve internal deletion markers so init-hook cloning does not resurrect params removed during option merging.
            copy[deletedParametersSymbol] = new Set(deleted);
        }
        return copy;
    }
    if (value instanceof globalThis.Headers) {
        return new globalThis.Headers(value);
    }
    if (Array.isArray(value)) {
        return [...value];
    }
    if (isPlainObject(value)) {
        const copy = { ...value };
        return copy;
    }
    return value;
};
const normalizeHeaderObject = (headers) => Object.fromEntries(Object.entries(headers).filter((entry) => entry[1] !== undefined));
const mergeHeaderContainers = (source1, source2) => {
    if (isPlainObject(source1) && isPlainObject(source2)) {
        return normalizeHeaderObject({ ...source1, ...source2 });
    }
    return mergeHeaders(source1, source2);
};
function newHookValue(original, incoming, property) {
    return (Object.hasOwn(incoming, property) && incoming[property] === undefined)
        ? []
        : deepMerge(original[property] ?? [], incoming[property] ?? []);
}
const mergeHooks = (original = {}, incoming = {}) => ({
    init: newHookValue(original, incoming, 'init'),
    beforeRequest: newHookValue(original, incoming, 'beforeRequest'),
    beforeRetry: newHookValue(original, incoming, 'beforeRetry'),
    beforeError: newHookValue(original, incoming, 'beforeError'),
    afterResponse: newHookValue(original, incoming, 'afterResponse'),
});
const deletedParametersSymbol = Symbol('deletedParameters');
const appendSearchParameters = (target, source) => {
    const result = new URLSearchParams();
    const deleted = new Set();
    for (const input of [target, source]) {
        if (input === undefined) {
            continue;
        }
        if (input instanceof URLSearchParams) {
            for (const [key, value] of input.entries()) {
                result.append(key, value);
                deleted.delete(key);
            }
            const inputDeleted = input[deletedParametersSymbol];
            if (inputDeleted) {
                for (const key of inputDeleted) {
                    result.delete(key);
                    deleted.add(key);
                }
            }
        }
        else if (Array.isArray(input)) {
            for (const pair of input) {
                if (!Array.isArray(pair) || pair.length !== 2) {
                    throw new TypeError('Array search parameters must be provided in [[key, value], ...] format');
                }
                result.append(String(pair[0]), String(pair[1]));
                deleted.delete(String(pair[0]));
            }
        }
        else if (isObject(input)) {
            for (const [key, value] of Object.entries(input)) {
                if (value === undefined) {
                    result.delete(key);
                    deleted.add(key);
                }
                else {
                    result.append(key, String(value));
                    deleted.delete(key);
                }
            }
        }
        else {
            // String
            const parameters = new URLSearchParams(input);
            for (const [key, value] of parameters.entries()) {
                result.append(key, value);
                deleted.delete(key);
            }
        }
    }
    if (deleted.size > 0) {
        result[deletedParametersSymbol] = deleted;
    }
    return result;
};
// TODO: Make this strongly-typed (no `any`).
const deepMergeInternal = (isRoot, ...sources) => {
    let returnValue = {};
    let headers = {};
    let hooks = {};
    let searchParameters;
    const signals = [];
    for (const source of sources) {
        if (Array.isArray(source)) {
            if (!Array.isArray(returnValue)) {
                returnValue = [];
            }
            returnValue = [...returnValue, ...source];
        }
        else if (isObject(source)) {
            for (let [key, value] of Object.entries(source)) {
                const replaceState = getReplaceState(value);
                const { isReplace } = replaceState;
                value = replaceState.value;
                const isRootSignal = isRoot && key === 'signal';
                if (isRootSignal && (isReplace || value === undefined)) {
                    signals.length = 0;
                }
                // Special handling for AbortSignal instances at the root options level
                if (isRootSignal && value instanceof globalThis.AbortSignal) {
                    signals.push(value);
                    continue;
                }
                // Special handling for context - shallow merge only
                if (key === 'context') {
                    if (value !== undefined && value !== null && (!isObject(value) || Array.isArray(value))) {
                        throw new TypeError('The `context` option must be an object');
                    }
                    // Shallow merge: always create a new object to prevent mutation bugs
                    returnValue = {
                        ...returnValue,
                        context: (value === undefined || value === null)
                            ? {}
                            : (isReplace
                                ? { ...value }
                                : { ...returnValue.context, ...value }),
                    };
                    continue;
                }
                // Special handling for searchParams
                if (key === 'searchParams') {
                    if (value === undefined || value === null) {
                        // Explicit undefined or null removes searchParams
                        searchParameters = undefined;
                    }
                    else if (isReplace) {
                        searchParameters = value;
                    }
                    else {
                        // First source: keep as-is to preserve type (string/object/URLSearchParams)
                        // Subsequent sources: merge and convert to URLSearchParams
                        searchParameters = searchParameters === undefined ? value : appendSearchParameters(searchParameters, value);
                    }
                    continue;
                }
                // `retry` accepts a number as shorthand for `{limit: number}`. Expand it before
                // merging so extending a numeric `retry` with an object keeps the limit instead
                // of dropping it (e.g. `ky.create({retry: 3}).extend({retry: {methods: ['get']}})`).
                // Scoped to the root options level so it never rewrites nested user data that
                // happens to contain a `retry` key (e.g. a `json` request body).
                if (isRoot && key === 'retry' && isObject(value) && !isReplace && typeof returnValue[key] === 'number') {
                    returnValue = { ...returnValue, [key]: { limit: returnValue[key] } };
                }
                if (isObject(value) && !isReplace && key in returnValue) {
                    value = deepMergeInternal(false, returnValue[key], value);
                }
                returnValue = { ...returnValue, [key]: value };
            }
            if (isObject(source.hooks)) {
                const { value: hookValue, isReplace } = getReplaceState(source.hooks);
                hooks = isReplace
                    ? mergeHooks({}, hookValue)
                    : mergeHooks(hooks, hookValue);
                returnValue.hooks = hooks;
            }
            if (isObject(source.headers)) {
                const { value: headerValue, isReplace } = getReplaceState(source.headers);
                headers = isReplace
                    ? cloneShallow(headerValue)
                    : mergeHeaderContainers(headers, headerValue);
                returnValue.headers = headers;
            }
        }
    }
    if (searchParameters !== undefined) {
        returnValue.searchParams = searchParameters;
    }
    if (signals.length > 0) {
        if (signals.length === 1) {
            returnValue.signal = signals[0];
        }
        else if (supportsAbortSignal) {
            returnValue.signal = AbortSignal.any(signals);
        }
        else {
            // When AbortSignal.any is not available, use the last signal
            // This maintains the previous behavior before signal merging was added
            // This can be removed when the `supportsAbortSignal` check is removed.
            returnValue.signal = signals.at(-1);
        }
    }
    return returnValue;
};
const deepMerge = (...sources) => deepMergeInternal(true, ...sources);

const normalizeRequestMethod = (input) => requestMethods.includes(input) ? input.toUpperCase() : input;
const retryMethods = ['get', 'put', 'head', 'delete', 'options', 'trace', 'query'];
const retryStatusCodes = [408, 413, 429, 500, 502, 503, 504];
const retryAfterStatusCodes = [413, 429, 503];
const invalidRetryLimitErrorMessage = '`retry.limit` must be a finite, non-negative integer';
const defaultRetryOptions = {
    limit: 2,
    methods: retryMethods,
    statusCodes: retryStatusCodes,
    afterStatusCodes: retryAfterStatusCodes,
    maxRetryAfter: Number.POSITIVE_INFINITY,
    backoffLimit: Number.POSITIVE_INFINITY,
    delay: attemptCount => 0.3 * (2 ** (attemptCount - 1)) * 1000,
    jitter: undefined,
    retryOnTimeout: false,
};
const getDefaultRetryOptions = () => ({
    ...defaultRetryOptions,
    methods: [...defaultRetryOptions.methods],
    statusCodes: [...defaultRetryOptions.statusCodes],
    afterStatusCodes: [...defaultRetryOptions.afterStatusCodes],
});
/**
Normalizes an omitted retry limit or validates a supplied one.
*/
const normalizeRetryLimit = (retryLimit) => {
    if (retryLimit === undefined) {
        return defaultRetryOptions.limit;
    }
    if (typeof retryLimit !== 'number' || !Number.isInteger(retryLimit) || retryLimit < 0) {
        throw new TypeError(invalidRetryLimitErrorMessage);
    }
    return retryLimit;
};
const normalizeRetryOptions = (retry = {}) => {
    if (typeof retry === 'number') {
        return {
            ...getDefaultRetryOptions(),
            limit: normalizeRetryLimit(retry),
        };
    }
    if (retry === null || typeof retry !== 'object' || Array.isArray(retry)) {
        throw new TypeError('`retry` must be a number or an object');
    }
    const normalizedRetry = Object.fromEntries(Object.entries(retry).filter(([, value]) => value !== undefined));
    const retryLimit = normalizeRetryLimit(normalizedRetry.limit);
    if (normalizedRetry.methods !== undefined && !Array.isArray(normalizedRetry.methods)) {
        throw new Error('retry.methods must be an array');
    }
    if (normalizedRetry.statusCodes !== undefined && !Array.isArray(normalizedRetry.statusCodes)) {
        throw new Error('retry.statusCodes must be an array');
    }
    if (normalizedRetry.afterStatusCodes !== undefined && !Array.isArray(normalizedRetry.afterStatusCodes)) {
        throw new Error('retry.afterStatusCodes must be an array');
    }
    if (normalizedRetry.methods !== undefined) {
        normalizedRetry.methods = normalizedRetry.methods.map(method => method.toLowerCase());
    }
    if (normalizedRetry.statusCodes !== undefined) {
        normalizedRetry.statusCodes = [...normalizedRetry.statusCodes];
    }
    if (normalizedRetry.afterStatusCodes !== undefined) {
        normalizedRetry.afterStatusCodes = [...normalizedRetry.afterStatusCodes];
    }
    return {
        ...getDefaultRetryOptions(),
        ...normalizedRetry,
        limit: retryLimit,
    };
};

// `Promise.race()` workaround (#91)
async function timeout(request, init, abortController, options) {
    return new Promise((resolve, reject) => {
        const timeoutId = setTimeout(() => {
            if (abortController) {
                abortController.abort();
            }
            reject(new TimeoutError(request));
        }, options.timeout);
        void options
            .fetch(request, init)
            .then(resolve)
            .catch(reject)
            .then(() => {
            clearTimeout(timeoutId);
        });
    });
}

// https://github.com/sindresorhus/delay/tree/ab98ae8dfcb38e1593286c94d934e70d14a4e111
async function delay(ms, { signal }) {
    return new Promise((resolve, reject) => {
        if (signal) {
            signal.throwIfAborted();
            signal.addEventListener('abort', abortHandler, { once: true });
        }
        function abortHandler() {
            clearTimeout(timeoutId);
            reject(signal.reason);
        }
        const timeoutId = setTimeout(() => {
            signal?.removeEventListener('abort', abortHandler);
            resolve();
        }, ms);
    });
}

const findUnknownOptions = (options) => {
    const unknownOptions = {};
    for (const key in options) {
        // Skip inherited properties
        if (!Object.hasOwn(options, key)) {
            continue;
        }
        // Forward every non-standard, non-Ky option to fetch().
        // We intentionally do not check whether the key also exists on `Request`, because some runtimes
        // patch `Request.prototype` with fetch-only extensions. For example, Next.js adds `next`, and the
        // old `key in request` heuristic dropped it unless Ky kept a special-case allowlist.
        // Passing all non-standard keys makes that allowlist unnecessary and preserves future fetch extensions too.
        if (!(key in requestOptionsRegistry) && !(key in kyOptionKeys)) {
            unknownOptions[key] = options[key];
        }
    }
    return unknownOptions;
};
const hasSearchParameters = (search) => {
    if (search === undefined) {
        return false;
    }
    // The `typeof array` still gives "object", so we need different checking for array.
    if (Array.isArray(search)) {
        return search.length > 0;
    }
    if (search instanceof URLSearchParams) {
        return search.size > 0 || Boolean(search[deletedParametersSymbol]?.size);
    }
    // Record
    if (typeof search === 'object') {
        return Object.keys(search).length > 0;
    }
    if (typeof search === 'string') {
        return search.trim().length > 0;
    }
    return Boolean(search);
};

// Inlined from https://github.com/sindresorhus/is-network-error v1.3.2
const objectToString$1 = Object.prototype.toString;
const isError = (value) => objectToString$1.call(value) === '[object Error]';
const errorMessages$1 = new Set([
    'network error', // Chrome
    'NetworkError when attempting to fetch resource.', // Firefox
    'The Internet connection appears to be offline.', // Safari 16
    'Network request failed', // `cross-fetch`
    'fetch failed', // Undici (Node.js)
    'terminated', // Undici (Node.js)
    ' A network error occurred.', // Bun (WebKit) - leading space is intentional
    'Network connection lost', // Cloudflare Workers (fetch)
]);
function isRawNetworkError(error) {
    const isValid = error
        && isError(error)
        && error.name === 'TypeError'
        && typeof error.message === 'string';
    if (!isValid) {
        return false;
    }
    const { message, stack } = error;
    // Safari 17+ has generic message but no stack for network errors
    if (message === 'Load failed' || (message.startsWith('Load failed (') && message.endsWith(')'))) {
        return stack === undefined
            // Sentry adds its own stack trace to the fetch error, so also check for that
            || '__sentry_captured__' in error;
    }
    // Deno network errors start with specific text
    if (message.startsWith('error sending request for url')) {
        return true;
    }
    // Chrome: exact "Failed to fetch" or with hostname: "Failed to fetch (example.com)"
    if (message === 'Failed to fetch' || (message.startsWith('Failed to fetch (') && message.endsWith(')'))) {
        return true;
    }
    // Standard network error messages
    return errorMessages$1.has(message);
}

// Handles cross-realm cases (e.g., iframes, different JS contexts) where `instanceof` fails.
const isErrorType = (error, cls) => error instanceof cls || error?.name === cls.name;
/**
Type guard to check if an error is an `HTTPError`.

@param error - The error to check
@returns `true` if the error is an `HTTPError`, `false` otherwise

@example
```
import ky, {isHTTPError} from 'ky';
try {
    const response = await ky.get('/api/data');
} catch (error) {
    if (isHTTPError(error)) {
        console.log('HTTP error status:', error.response.status);
    }
}
```
*/
function isHTTPError(error) {
    return isErrorType(error, HTTPError);
}
/**
Type guard to check if an error is a `NetworkError`.

@param error - The error to check
@returns `true` if the error is a `NetworkError`, `false` otherwise

@example
```
import ky, {isNetworkError} from 'ky';
try {
    const response = await ky.get('/api/data');
} catch (error) {
    if (isNetworkError(error)) {
        console.log('Network error:', error.request.url);
    }
}
```
*/
function isNetworkError(error) {
    return isErrorType(error, NetworkError);
}
/**
Type guard to check if an error is a `TimeoutError`.

@param error - The error to check
@returns `true` if the error is a `TimeoutError`, `false` otherwise

@example
```
import ky, {isTimeoutError} from 'ky';
try {
    const response = await ky.get('/api/data', { timeout: 1000 });
} catch (error) {
    if (isTimeoutError(error)) {
        console.log('Request timed out:', error.request.url);
    }
}
```
*/
function isTimeoutError(error) {
    return isErrorType(error, TimeoutError);
}

// Older epoch-second values are indistinguishable from ordinary delay seconds, so timestamp compatibility only applies to current-era reset headers.
const timestampThreshold = Date.parse('2024-01-01');
const delayPattern = /^\d+$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
// HTTP-date parsing is limited to IMF-fixdate and the two obsolete HTTP-date formats. Other date-like strings intentionally fall back to the normal retry delay.
const imfDatePattern = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const rfc850DatePattern = /^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday), (\d{2})-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const asctimeDatePattern = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{2}| \d) (\d{2}:\d{2}:\d{2}) (\d{4})$/;
const getRetryTimingHeader = (headers) => {
    const retryAfter = headers.get('Retry-After');
    if (retryAfter !== null) {
        return { value: retryAfter, allowTimestamp: false };
    }
    // Retry-After is authoritative when present. Only missing Retry-After falls through to rate-limit headers.
    const rateLimitReset = headers.get('RateLimit-Reset');
    if (rateLimitReset !== null) {
        return { value: rateLimitReset, allowTimestamp: true };
    }
    const rateLimitRetryAfter = headers.get('X-RateLimit-Retry-After'); // Symfony-based services
    if (rateLimitRetryAfter !== null) {
        return { value: rateLimitRetryAfter, allowTimestamp: false };
    }
    const rateLimitResetAlias = headers.get('X-RateLimit-Reset') // GitHub
        ?? headers.get('X-Rate-Limit-Reset'); // Twitter
    if (rateLimitResetAlias !== null) {
        return { value: rateLimitResetAlias, allowTimestamp: true };
    }
    return undefined;
};
const createTimestamp = ({ year, month, day, hours, minutes, seconds }) => {
    const monthIndex = months.indexOf(month);
    const dayNumber = Number(day);
    const hoursNumber = Number(hours);
    const minutesNumber = Number(minutes);
    const secondsNumber = Number(seconds);
    if (monthIndex === -1
        || hoursNumber > 23
        || minutesNumber > 59
        || secondsNumber > 60) {
        return undefined;
    }
    const normalizedSeconds = Math.min(secondsNumber, 59);
    const date = new Date(Date.UTC(year, monthIndex, dayNumber, hoursNumber, minutesNumber, normalizedSeconds));
    date.setUTCFullYear(year);
    const timestamp = date.getTime();
    // Date.UTC normalizes overflow, so round-trip the parts to reject invalid dates. A leap second is represented by parsing 60 as 59 and adding one second.
    if (date.getUTCFullYear() !== year
        || date.getUTCMonth() !== monthIndex
        || date.getUTCDate() !== dayNumber
        || date.getUTCHours() !== hoursNumber
        || date.getUTCMinutes() !== minutesNumber
        || date.getUTCSeconds() !== normalizedSeconds) {
        return undefined;
    }
    return secondsNumber === 60 ? timestamp + 1000 : timestamp;
};
const getCapture = (match, index) => match[index];
const parseDate = (value) => {
    const imfDate = imfDatePattern.exec(value);
    if (imfDate) {
        return createTimestamp({
            year: Number(getCapture(imfDate, 3)),
            month: getCapture(imfDate, 2),
            day: getCapture(imfDate, 1),
            hours: getCapture(imfDate, 4),
            minutes: getCapture(imfDate, 5),
            seconds: getCapture(imfDate, 6),
        });
    }
    const rfc850Date = rfc850DatePattern.exec(value);
    if (rfc850Date) {
        const now = new Date();
        const twoDigitYear = Number(getCapture(rfc850Date, 3));
        const currentCenturyYear = (Math.floor(now.getUTCFullYear() / 100) * 100) + twoDigitYear;
        const fiftyYearsFromNow = Date.UTC(now.getUTCFullYear() + 50, now.getUTCMonth(), now.getUTCDate(), now.getUTCHours(), now.getUTCMinutes(), now.getUTCSeconds(), now.getUTCMilliseconds());
        let timestamp;
        // RFC 9110 maps two-digit years to the latest matching century that is not more than 50 years in the future.
        for (const year of [
            currentCenturyYear - 100,
            currentCenturyYear,
            currentCenturyYear + 100,
        ]) {
            const candidateTimestamp = createTimestamp({
                year,
                month: getCapture(rfc850Date, 2),
                day: getCapture(rfc850Date, 1),
                hours: getCapture(rfc850Date, 4),
                minutes: getCapture(rfc850Date, 5),
                seconds: getCapture(rfc850Date, 6),
            });
            if (candidateTimestamp !== undefined
                && candidateTimestamp <= fiftyYearsFromNow) {
                timestamp = candidateTimestamp;
            }
        }
        return timestamp;
    }
    const asctimeDate = asctimeDatePattern.exec(value);
    if (asctimeDate) {
        const time = getCapture(asctimeDate, 4);
        const [hours, minutes, seconds] = time.split(':');
        return createTimestamp({
            year: Number(getCapture(asctimeDate, 5)),
            month: getCapture(asctimeDate, 2),
            day: getCapture(asctimeDate, 3).trim(),
            hours,
            minutes,
            seconds,
        });
    }
    return undefined;
};
const calculateRetryTimingDelay = ({ value, allowTimestamp }) => {
    if (delayPattern.test(value)) {
        let delay = Number(value) * 1000;
        // Standard Retry-After numbers are delay seconds. Timestamp compatibility only applies to reset headers.
        if (allowTimestamp
            && delay >= timestampThreshold) {
            delay -= Date.now();
        }
        return Math.max(0, delay);
    }
    const timestamp = parseDate(value);
    if (timestamp === undefined) {
        return undefined;
    }
    const delay = timestamp - Date.now();
    return Number.isFinite(delay) ? Math.max(0, delay) : undefined;
};

const maxErrorResponseBodySize = 10 * 1024 * 1024;
const prefixUrlRenamedErrorMessage = 'The `prefixUrl` option has been renamed `prefix` in v2 and enhanced to allow slashes in input. See also the new `baseUrl` option for improved flexibility with standard URL resolution: https://github.com/sindresorhus/ky#baseurl';
const timedOutResponseData = Symbol('timedOutResponseData');
const timedOutOperation = Symbol('timedOutOperation');
const createTextDecoder = (contentType) => {
    const match = /;\s*charset\s*=\s*(?:"([^"]+)"|([^;,\s]+))/i.exec(contentType);
    const charset = match?.[1] ?? match?.[2];
    if (charset) {
        try {
            return new TextDecoder(charset);
        }
        catch { }
    }
    return new TextDecoder();
};
const invalidSchemaMessage = 'The `schema` argument must follow the Standard Schema specification';
const cloneRetryOptions = (retry) => {
    if (retry === null || typeof retry !== 'object' || Array.isArray(retry)) {
        return retry;
    }
    const clonedRetry = { ...retry };
    // Clone nested arrays too so init hooks can mutate retry config without leaking state across requests.
    if (Array.isArray(clonedRetry.methods)) {
        clonedRetry.methods = [...clonedRetry.methods];
    }
    if (Array.isArray(clonedRetry.statusCodes)) {
        clonedRetry.statusCodes = [...clonedRetry.statusCodes];
    }
    if (Array.isArray(clonedRetry.afterStatusCodes)) {
        clonedRetry.afterStatusCodes = [...clonedRetry.afterStatusCodes];
    }
    return clonedRetry;
};
const objectToString = Object.prototype.toString;
const leadingC0ControlOrSpacePattern = /^[\0-\u0020]+/g;
const asciiTabOrNewLinePattern = /[\t\n\r]/g;
const schemePattern = /^[a-z][\d+.a-z-]*:/i;
const malformedHttpProtocolPattern = /^https?:(?!\/\/)/i;
const isRequestInstance = (value) => value instanceof globalThis.Request || objectToString.call(value) === '[object Request]';
// Accepted custom responses are treated as full Responses throughout Ky.
// If a custom fetch returns one, it must behave like a Response for cloning,
// body consumption, `json()` decoration, and any enabled stream features.
const isResponseInstance = (value) => value instanceof globalThis.Response || objectToString.call(value) === '[object Response]';
const isAbsoluteInput = (input) => schemePattern.test(input);
const normalizeInputForProtocolCheck = (input) => input.replaceAll(leadingC0ControlOrSpacePattern, '').replaceAll(asciiTabOrNewLinePattern, '');
const cloneSearchParametersForInitHook = (searchParameters) => {
    if (Array.isArray(searchParameters)) {
        return searchParameters.map(parameter => [...parameter]);
    }
    return cloneShallow(searchParameters);
};
// Shallow-clone mutable option properties so init hook mutations don't leak across requests.
function cloneInitHookOptions(options) {
    const clonedOptions = {
        ...options,
        json: cloneShallow(options.json),
        context: cloneShallow(options.context),
        headers: cloneShallow(options.headers),
        searchParams: cloneSearchParametersForInitHook(options.searchParams),
    };
    if (options.retry !== undefined) {
        clonedOptions.retry = cloneRetryOptions(options.retry);
    }
    return clonedOptions;
}
const validateJsonWithSchema = async (jsonValue, schema) => {
    if ((typeof schema !== 'object'
        && typeof schema !== 'function')
        || schema === null) {
        throw new TypeError(invalidSchemaMessage);
    }
    const standardSchema = schema['~standard'];
    if (typeof standardSchema !== 'object'
        || standardSchema === null
        || typeof standardSchema.validate !== 'function') {
        throw new TypeError(invalidSchemaMessage);
    }
    const validationResult = await standardSchema.validate(jsonValue);
    if (validationResult.issues) {
        throw new SchemaValidationError(validationResult.issues);
    }
    return validationResult.value;
};
class Ky {
    static create(input, options) {
        const initHooks = options.hooks?.init ?? [];
        const initHookOptions = initHooks.length > 0 ? cloneInitHookOptions(options) : options;
        for (const hook of initHooks) {
            hook(initHookOptions);
        }
        const ky = new Ky(input, initHookOptions);
        const function_ = async () => {
            if (typeof ky.#options.timeout === 'number' && ky.#options.timeout > maxSafeTimeout) {
                throw new RangeError(`The \`timeout\` option cannot be greater than ${maxSafeTimeout}`);
            }
            if (typeof ky.#options.totalTimeout === 'number' && ky.#options.totalTimeout > maxSafeTimeout) {
                throw new RangeError(`The \`totalTimeout\` option cannot be greater than ${maxSafeTimeout}`);
            }
            // Delay the fetch so that body method shortcuts can set the Accept header
            await Promise.resolve();
            const beforeRequestResponse = await ky.#runBeforeRequestHooks();
            if (beforeRequestResponse !== undefined) {
                ky.#retryLimit = normalizeRetryOptions(ky.#options.retry).limit;
            }
            let response = beforeRequestResponse ?? await ky.#retry(async () => ky.#fetch());
            let responseFromHook = beforeRequestResponse !== undefined
                || ky.#consumeReturnedResponseFromBeforeRetryHook();
            for (;;) {
                // `undefined` means a hook stopped the flow without providing a response.
                // Non-native Responses still continue through Ky if they pass `isResponseInstance()`.
                if (response === undefined) {
                    return response;
                }
                if (isResponseInstance(response)) {
                    try {
                        // eslint-disable-next-line no-await-in-loop
                        response = await ky.#runAfterResponseHooks(response);
                    }
                    catch (error) {
                        if (!(error instanceof ForceRetryError)) {
                            throw error;
                        }
                        // eslint-disable-next-line no-await-in-loop
                        const retriedResponse = await ky.#retryFromError(error, async () => ky.#fetch());
                        if (retriedResponse === undefined) {
                            return retriedResponse;
                        }
                        response = retriedResponse;
                        responseFromHook = ky.#consumeReturnedResponseFromBeforeRetryHook();
                        continue;
                    }
                }
                const currentResponse = response;
                // Opaque responses (`response.type === 'opaque'`) from `no-cors` requests always have `status: 0` and `ok: false`, but this is not a failure - the actual status is hidden by the browser.
                if (!currentResponse.ok && currentResponse.type !== 'opaque' && (typeof ky.#options.throwHttpErrors === 'function'
                    ? ky.#options.throwHttpErrors(currentResponse.status)
                    : ky.#options.throwHttpErrors)) {
                    // `request` must reflect the request that actually failed, but `options` stays as Ky's
                    // normalized options snapshot. Replacement `Request` instances do not preserve the
                    // original `BodyInit`, so trying to make `options` mirror arbitrary requests would be lossy.
                    const httpError = new HTTPError(currentResponse, ky.#getResponseRequest(currentResponse), ky.#getNormalizedOptions());
                    const errorToThrow = httpError;
                    // eslint-disable-next-line no-await-in-loop
                    httpError.data = await ky.#getResponseData(currentResponse);
                    if (responseFromHook) {
                        throw errorToThrow;
                    }
                    // eslint-disable-next-line no-await-in-loop
                    const retriedResponse = await ky.#retryFromError(httpError, async () => ky.#fetch());
                    if (retriedResponse === undefined) {
                        return retriedResponse;
                    }
                    response = retriedResponse;
                    responseFromHook = ky.#consumeReturnedResponseFromBeforeRetryHook();
                    continue;
                }
                break;
            }
            if (!isResponseInstance(response)) {
                return response;
            }
            ky.#decorateResponse(response);
            // If `onDownloadProgress` is passed, it uses the stream API internally
            if (ky.#options.onDownloadProgress) {
                if (typeof ky.#options.onDownloadProgress !== 'function') {
                    throw new TypeError('The `onDownloadProgress` option must be a function');
                }
                if (!supportsResponseStreams) {
                    throw new Error('Streams are not supported in your environment. `ReadableStream` is missing.');
                }
                const progressResponse = response.clone();
                ky.#cancelResponseBody(response);
                return streamResponse(progressResponse, ky.#options.onDownloadProgress);
            }
            return response;
        };
        const result = (async () => {
            try {
                return await function_();
            }
            catch (error) {
                await ky.#throwProcessedError(error);
            }
            finally {
                const originalRequest = ky.#originalRequest;
                // Ignore cancellation errors from already-locked or already-consumed streams.
                ky.#cancelBody(originalRequest?.body ?? undefined);
                // Only cancel the current request body if it's distinct from the original (i.e. it was cloned for retries).
                if (ky.request !== originalRequest) {
                    ky.#cancelBody(ky.request.body ?? undefined);
                }
            }
        })();
        for (const [type, mimeType] of Object.entries(responseTypes)) {
            // Only expose `.bytes()` when the environment implements it.
            if (type === 'bytes'
                && typeof globalThis.Response?.prototype?.bytes !== 'function') {
                continue;
            }
            result[type] = async (schema) => {
                // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
                ky.request.headers.set('accept', ky.request.headers.get('accept') || mimeType);
                const response = await result;
                if (type !== 'json') {
                    return ky.#raceBodyRead(async () => response[type](), response);
                }
                const text = await ky.#raceBodyRead(async () => response.text(), response);
                const request = ky.#getResponseRequest(response);
                const parsedResult = await ky.#raceWithTotalTimeout(async () => {
                    const jsonValue = initHookOptions.parseJson
                        ? await initHookOptions.parseJson(text, { request, response })
                        : (text === '' && schema !== undefined
                            ? undefined
                            : JSON.parse(text));
                    return schema === undefined ? jsonValue : validateJsonWithSchema(jsonValue, schema);
                });
                if (parsedResult === timedOutOperation) {
                    await ky.#throwProcessedError(new TimeoutError(request));
                }
                return parsedResult;
            };
        }
        return result;
    }
    // eslint-disable-next-line unicorn/prevent-abbreviations
    static #normalizeSearchParams(searchParams) {
        // Filter out undefined values from plain objects
        if (searchParams && typeof searchParams === 'object' && !Array.isArray(searchParams) && !(searchParams instanceof URLSearchParams)) {
            return Object.fromEntries(Object.entries(searchParams).filter(([, value]) => value !== undefined));
        }
        return searchParams;
    }
    request;
    #abortController;
    #retryCount = 0;
    #retryLimit;
    #input;
    #options;
    #originalRequest;
    #userProvidedAbortSignal;
    #beforeRetryHookErrors = new WeakSet();
    #cachedNormalizedOptions;
    #startTime;
    #returnedResponseFromBeforeRetryHook = false;
    #responseRequests = new WeakMap();
    // eslint-disable-next-line complexity
    constructor(input, options = {}) {
        this.#input = input;
        if (Object.hasOwn(options, 'prefixUrl')) {
            throw new Error(prefixUrlRenamedErrorMessage);
        }
        this.#options = {
            ...options,
            headers: mergeHeaders(this.#input.headers, options.headers),
            hooks: mergeHooks({}, options.hooks),
            method: normalizeRequestMethod(options.method ?? this.#input.method ?? 'GET'),
            // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
            prefix: String(options.prefix || ''),
            retry: normalizeRetryOptions(options.retry),
            throwHttpErrors: options.throwHttpErrors ?? true,
            timeout: options.timeout ?? 10_000,
            totalTimeout: options.totalTimeout ?? false,
            fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
            context: options.context ?? {},
        };
        this.#retryLimit = this.#options.retry.limit;
        if (typeof this.#input !== 'string' && !(this.#input instanceof URL || this.#input instanceof globalThis.Request)) {
            throw new TypeError('`input` must be a string, URL, or Request');
        }
        if (typeof this.#input === 'string') {
            if (this.#options.prefix) {
                const normalizedPrefix = this.#options.prefix.replace(/\/+$/, '');
                const normalizedInput = this.#input.replace(/^\/+/, '');
                this.#input = `${normalizedPrefix}/${normalizedInput}`;
            }
            if (this.#options.baseUrl) {
                const normalizedInput = normalizeInputForProtocolCheck(this.#input);
                if (malformedHttpProtocolPattern.test(normalizedInput)) {
                    throw new TypeError('`input` url protocol must be followed by `//` when using `baseUrl`');
                }
                if (!isAbsoluteInput(normalizedInput)) {
                    this.#input = new URL(this.#input, (new Request(this.#options.baseUrl)).url);
                }
            }
        }
        if (supportsAbortController && supportsAbortSignal) {
            this.#userProvidedAbortSignal = this.#options.signal ?? this.#input.signal;
            this.#abortController = new globalThis.AbortController();
            this.#options.signal = this.#createManagedSignal();
        }
        if (supportsRequestStreams) {
            // @ts-expect-error - Types are outdated.
            this.#options.duplex = 'half';
        }
        if (this.#options.json !== undefined) {
            this.#options.body = this.#options.stringifyJson?.(this.#options.json) ?? JSON.stringify(this.#options.json);
            this.#options.headers.set('content-type', this.#options.headers.get('content-type') ?? 'application/json');
        }
        // To provide correct form boundary, Content-Type header should be deleted when creating Request from another Request with FormData/URLSearchParams body
        // Only delete if user didn't explicitly provide a custom content-type
        const userProvidedContentType = options.headers && new globalThis.Headers(options.headers).has('content-type');
        if (this.#input instanceof globalThis.Request
            && ((supportsFormData && this.#options.body instanceof globalThis.FormData) || this.#options.body instanceof URLSearchParams)
            && !userProvidedContentType) {
            this.#options.headers.delete('content-type');
        }
        this.request = new globalThis.Request(this.#input, this.#options);
        if (hasSearchParameters(this.#options.searchParams)) {
            const url = new URL(this.request.url);
            const deleted = this.#options.searchParams?.[deletedParametersSymbol];
            if (deleted) {
                // Remove keys from the input URL first so later searchParams entries can intentionally re-add them.
                for (const key of deleted) {
                    url.searchParams.delete(key);
                }
            }
            if (typeof this.#options.searchParams === 'string') {
                const stringSearchParameters = this.#options.searchParams.replace(/^\?/, '');
                if (stringSearchParameters !== '') {
                    url.search = url.search ? `${url.search}&${stringSearchParameters}` : `?${stringSearchParameters}`;
                }
            }
            else {
                const optionsSearchParameters = new URLSearchParams(Ky.#normalizeSearchParams(this.#options.searchParams));
                for (const [key, value] of optionsSearchParameters.entries()) {
                    url.searchParams.append(key, value);
                }
            }
            if (this.#options.searchParams
                && typeof this.#options.searchParams === 'object'
                && !Array.isArray(this.#options.searchParams)
                && !(this.#options.searchParams instanceof URLSearchParams)) {
                for (const [key, value] of Object.entries(this.#options.searchParams)) {
                    if (value === undefined) {
                        url.searchParams.delete(key);
                    }
                }
            }
            // Recreate request with the updated URL. We already have all options in this.#options, including duplex.
            this.request = new globalThis.Request(url, this.#options);
        }
        if (this.#options.onUploadProgress && typeof this.#options.onUploadProgress !== 'function') {
            throw new TypeError('The `onUploadProgress` option must be a function');
        }
        // `totalTimeout` starts when the request pipeline is created, so it also includes
        // Ky's internal scheduling and user hook time before the first fetch attempt.
        this.#startTime = typeof this.#options.totalTimeout === 'number' ? this.#getCurrentTime() : undefined;
    }
    #calculateDelay(retry) {
        const retryDelay = retry.delay(this.#retryCount + 1);
        let jitteredDelay = retryDelay;
        if (retry.jitter === true) {
            jitteredDelay = Math.random() * retryDelay;
        }
        else if (typeof retry.jitter === 'function') {
            jitteredDelay = retry.jitter(retryDelay);
            if (!Number.isFinite(jitteredDelay) || jitteredDelay < 0) {
                jitteredDelay = retryDelay;
            }
        }
        return Math.min(retry.backoffLimit, jitteredDelay);
    }
    async #calculateRetryDelay(error) {
        const retry = normalizeRetryOptions(this.#options.retry);
        if (this.#retryCount >= Math.min(retry.limit, this.#retryLimit)) {
            throw error;
        }
        // Wrap non-Error throws to ensure consistent error handling
        const errorObject = error instanceof Error ? error : new NonError(error);
        // Handle forced retry from afterResponse hook - skip method check and shouldRetry
        if (errorObject instanceof ForceRetryError) {
            return errorObject.customDelay ?? this.#calculateDelay(retry);
        }
        // Check if method is retriable for non-forced retries
        if (!retry.methods.includes(this.request.method.toLowerCase())) {
            throw error;
        }
        const { shouldRetry } = retry;
        if (shouldRetry !== undefined) {
            const result = await this.#raceWithTotalTimeout(async () => shouldRetry({ error: errorObject, retryCount: this.#retryCount + 1 }));
            if (result === timedOutOperation) {
                throw new TimeoutError(this.request);
            }
            // Only exact booleans override the default retry checks.
            if (result === false) {
                throw error;
            }
            if (result === true) {
                return this.#calculateDelay(retry);
            }
        }
        // Default timeout behavior
        if (isTimeoutError(error)) {
            if (!retry.retryOnTimeout) {
                throw error;
            }
            return this.#calculateDelay(retry);
        }
        if (isHTTPError(error)) {
            if (!retry.statusCodes.includes(error.response.status)) {
                throw error;
            }
            const retryTimingHeader = getRetryTimingHeader(error.response.headers);
            if (retryTimingHeader && retry.afterStatusCodes.includes(error.response.status)) {
                const after = calculateRetryTimingDelay(retryTimingHeader);
                if (after === undefined) {
                    // Malformed retry timing headers should not disable retries; they only lose their server-provided timing.
                    return this.#calculateDelay(retry);
                }
                // Don't apply jitter when server provides explicit retry timing
                return Math.min(retry.maxRetryAfter, after);
            }
            if (error.response.status === 413) {
                throw error;
            }
            return this.#calculateDelay(retry);
        }
        // Only retry known retriable error types. Unknown errors (e.g., programming bugs) are not retried.
        if (!isNetworkError(error)) {
            throw error;
        }
        return this.#calculateDelay(retry);
    }
    #decorateResponse(response) {
        const request = this.#getResponseRequest(response);
        if (this.#options.parseJson) {
            response.json = async () => {
                const text = await response.text();
                return this.#options.parseJson(text, { request, response });
            };
        }
        return response;
    }
    async #throwProcessedError(error) {
        // Non-Error throws (e.g., thrown strings) pass through unchanged
        if (!(error instanceof Error)) {
            throw error;
        }
        // Errors thrown by beforeRetry hooks must propagate unchanged.
        if (this.#beforeRetryHookErrors.has(error)) {
            throw error;
        }
        let processedError = error;
        for (const hook of this.#options.hooks.beforeError) {
            // `request` is the current failing request. `options` intentionally remains the
            // stable normalized Ky options snapshot for the same reason as `HTTPError` above.
            // eslint-disable-next-line no-await-in-loop
            const hookResult = await hook({
                request: this.request,
                options: this.#getNormalizedOptions(),
                error: processedError,
                retryCount: this.#retryCount,
            });
            // Only overwrite if the hook returns a valid Error instance.
            if (hookResult instanceof Error) {
                processedError = hookResult;
            }
        }
        throw processedError;
    }
    async #getResponseData(response) {
        // Even with request timeouts disabled, bound error-body reads so retries and error propagation
        // cannot be stalled indefinitely by never-ending response streams.
        const readTimeout = this.#getErrorDataTimeout();
        const text = await this.#readResponseText(response, readTimeout.milliseconds);
        if (text === timedOutResponseData) {
            if (readTimeout.fromTotalTimeout) {
                throw new TimeoutError(this.request);
            }
            this.#throwIfTotalTimeoutExhausted();
            return undefined;
        }
        if (!text) {
            return undefined;
        }
        if (!this.#isJsonContentType(response.headers.get('content-type') ?? '')) {
            return text;
        }
        const parseTimeout = this.#getErrorDataTimeout();
        const data = await this.#parseJson(text, response, parseTimeout.milliseconds, this.#getResponseRequest(response));
        if (data === timedOutResponseData) {
            if (parseTimeout.fromTotalTimeout) {
                throw new TimeoutError(this.request);
            }
            this.#throwIfTotalTimeoutExhausted();
            return undefined;
        }
        return data;
    }
    #getErrorDataTimeout() {
        const errorDataTimeout = this.#options.timeout === false ? 10_000 : this.#options.timeout;
        const remainingTotal = this.#getRemainingTotalTimeout();
        if (remainingTotal === undefined) {
            return {
                milliseconds: errorDataTimeout,
                fromTotalTimeout: false,
            };
        }
        if (remainingTotal <= 0) {
            throw new TimeoutError(this.request);
        }
        return {
            milliseconds: Math.min(errorDataTimeout, remainingTotal),
            fromTotalTimeout: remainingTotal <= errorDataTimeout,
        };
    }
    #getBodyReadTimeout() {
        const remainingTotal = this.#getRemainingTotalTimeout();
        if (remainingTotal !== undefined) {
            if (remainingTotal <= 0) {
                throw new TimeoutError(this.request);
            }
            return this.#options.timeout === false
                ? remainingTotal
                : Math.min(this.#options.timeout, remainingTotal);
        }
        return this.#options.timeout === false ? undefined : this.#options.timeout;
    }
    // Unlike error bodies (`#getResponseData`), a successful body read has no fallback value to return -
    // the caller's `.json()`/`.text()`/etc. promise must settle, so a timeout here always rejects.
    async #raceBodyRead(createBodyPromise, response) {
        let timeoutMs;
        try {
            timeoutMs = this.#getBodyReadTimeout();
        }
        catch (error) {
            await this.#throwProcessedError(error);
        }
        const bodyPromise = createBodyPromise();
        if (timeoutMs === undefined) {
            return bodyPromise;
        }
        const result = await Promise.race([
            bodyPromise,
            new Promise(resolve => {
                const timeoutId = setTimeout(() => {
                    resolve(timedOutResponseData);
                }, timeoutMs);
                void bodyPromise.finally(() => {
                    clearTimeout(timeoutId);
                }).catch(() => undefined);
            }),
        ]);
        if (result === timedOutResponseData) {
            // The stream is locked by the native body method's own reader by this point, so
            // `response.body.cancel()` would reject as "already locked". Aborting the request's
            // signal is what actually interrupts the underlying network read.
            this.#abortController?.abort();
            await this.#throwProcessedError(new TimeoutError(this.#getResponseRequest(response)));
        }
        return result;
    }
    async #raceWithTotalTimeout(operation) {
        const remainingTotal = this.#getRemainingTotalTimeout();
        if (remainingTotal === undefined) {
            return operation();
        }
        if (remainingTotal <= 0) {
            this.#abortController?.abort();
            return timedOutOperation;
        }
        let timeoutId;
        try {
            const timeoutPromise = new Promise(resolve => {
                timeoutId = setTimeout(() => {
                    resolve(timedOutOperation);
                }, remainingTotal);
            });
            const operationResult = Promise.resolve()
                .then(operation)
                .then(value => ({ status: 'fulfilled', value }))
                .catch((error) => ({ status: 'rejected', error }));
            const result = await Promise.race([operationResult, timeoutPromise]);
            const remainingAfterOperation = this.#getRemainingTotalTimeout();
            const didTimeOut = result === timedOutOperation || (remainingAfterOperation !== undefined && remainingAfterOperation <= 0);
            if (didTimeOut) {
                this.#abortController?.abort();
                if (result === timedOutOperation) {
                    void operationResult.then(result => {
                        if (result.status === 'fulfilled') {
                            this.#cancelReturnedBody(result.value);
                        }
                    });
                }
                else if (result.status === 'fulfilled') {
                    this.#cancelReturnedBody(result.value);
                }
                return timedOutOperation;
            }
            if (result.status === 'rejected') {
                throw result.error;
            }
            return result.value;
        }
        finally {
            clearTimeout(timeoutId);
        }
    }
    #isJsonContentType(contentType) {
        // Match JSON subtypes like `json`, `problem+json`, and `vnd.api+json`.
        const mimeType = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
        return /\/(?:.*[.+-])?json$/.test(mimeType);
    }
    async #readResponseText(response, timeoutMs) {
        const { body } = response;
        if (!body) {
            try {
                return await response.text();
            }
            catch {
                return undefined;
            }
        }
        let reader;
        try {
            reader = body.getReader();
        }
        catch {
            // Another consumer already locked the stream.
            return undefined;
        }
        const decoder = createTextDecoder(response.headers.get('content-type') ?? '');
        const chunks = [];
        let totalBytes = 0;
        const readAll = (async () => {
            try {
                for (;;) {
                    // eslint-disable-next-line no-await-in-loop
                    const { done, value } = await reader.read();
                    if (done) {
                        break;
                    }
                    totalBytes += value.byteLength;
                    if (totalBytes > maxErrorResponseBodySize) {
                        void reader.cancel().catch(() => undefined);
                        return undefined;
                    }
                    chunks.push(decoder.decode(value, { stream: true }));
                }
            }
            catch {
                return undefined;
            }
            chunks.push(decoder.decode());
            return chunks.join('');
        })();
        const timeoutPromise = new Promise(resolve => {
            const timeoutId = setTimeout(() => {
                resolve(timedOutResponseData);
            }, timeoutMs);
            void readAll.finally(() => {
                clearTimeout(timeoutId);
            });
        });
        const result = await Promise.race([readAll, timeoutPromise]);
        if (result === timedOutResponseData) {
            void reader.cancel().catch(() => undefined);
        }
        return result;
    }
    async #parseJson(text, response, timeoutMs, request) {
        let timeoutId;
        try {
            return await Promise.race([
                Promise.resolve().then(() => this.#options.parseJson
                    ? this.#options.parseJson(text, { request, response })
                    : JSON.parse(text)),
                new Promise(resolve => {
                    timeoutId = setTimeout(() => {
                        resolve(timedOutResponseData);
                    }, timeoutMs);
                }),
            ]);
        }
        catch {
            return undefined;
        }
        finally {
            clearTimeout(timeoutId);
        }
    }
    #cancelBody(body) {
        if (!body) {
            return;
        }
        // Ignore cancellation failures from already-locked or already-consumed streams.
        void body.cancel().catch(() => undefined);
    }
    #cancelResponseBody(response) {
        // Ignore cancellation failures from already-locked or already-consumed streams.
        this.#cancelBody(response.body ?? undefined);
    }
    #cancelReturnedBody(value) {
        if (isResponseInstance(value)) {
            this.#cancelResponseBody(value);
        }
        else if (isRequestInstance(value)) {
            this.#cancelBody(value.body ?? undefined);
        }
    }
    #createManagedSignal() {
        return this.#userProvidedAbortSignal
            ? AbortSignal.any([this.#userProvidedAbortSignal, this.#abortController.signal])
            : this.#abortController.signal;
    }
    #throwIfTotalTimeoutExhausted() {
        const remaining = this.#getRemainingTotalTimeout();
        if (remaining !== undefined && remaining <= 0) {
            throw new TimeoutError(this.request);
        }
    }
    async #runBeforeRequestHooks() {
        for (const hook of this.#options.hooks.beforeRequest) {
            // eslint-disable-next-line no-await-in-loop
            const result = await this.#raceWithTotalTimeout(async () => hook({
                request: this.request,
                options: this.#getNormalizedOptions(),
                retryCount: 0,
            }));
            if (result === timedOutOperation) {
                throw new TimeoutError(this.request);
            }
            if (isRequestInstance(result)) {
                this.#assignRequest(result);
            }
            else if (isResponseInstance(result)) {
                return result;
            }
        }
        return undefined;
    }
    async #runAfterResponseHooks(response) {
        const responseRequest = this.#getResponseRequest(response);
        for (const hook of this.#options.hooks.afterResponse) {
            const hookResponse = this.#setResponseRequest(response.clone(), responseRequest);
            this.#decorateResponse(hookResponse);
            let modifiedResponse;
            try {
                // eslint-disable-next-line no-await-in-loop
                modifiedResponse = await this.#raceWithTotalTimeout(async () => hook({
                    request: this.request,
                    options: this.#getNormalizedOptions(),
                    response: hookResponse,
                    retryCount: this.#retryCount,
                }));
                if (modifiedResponse === timedOutOperation) {
                    throw new TimeoutError(this.request);
                }
            }
            catch (error) {
                // Cancel both responses to prevent memory leaks when hook throws
                if (hookResponse !== response) {
                    this.#cancelResponseBody(hookResponse);
                }
                this.#cancelResponseBody(response);
                throw error;
            }
            if (modifiedResponse instanceof RetryMarker) {
                // Cancel both the cloned response passed to the hook and the current response to prevent resource leaks (especially important in Deno/Bun).
                // Do not await cancellation since hooks can clone the response, leaving extra tee branches that keep cancel promises pending per the Streams spec.
                if (hookResponse !== response) {
                    this.#cancelResponseBody(hookResponse);
                }
                this.#cancelResponseBody(response);
                throw new ForceRetryError(modifiedResponse.options);
            }
            const nextResponse = isResponseInstance(modifiedResponse)
                ? this.#setResponseRequest(modifiedResponse, responseRequest)
                : response;
            // Cancel any response bodies we won't use to prevent memory leaks.
            // Uses fire-and-forget since hooks may have cloned the response, creating tee branches that block cancellation.
            // If the hook wrapped an existing body into a new Response, both Response objects can still point at the same stream.
            if (hookResponse !== response && hookResponse !== nextResponse && hookResponse.body !== nextResponse.body) {
                this.#cancelResponseBody(hookResponse);
            }
            if (response !== nextResponse && response.body !== nextResponse.body) {
                this.#cancelResponseBody(response);
            }
            response = nextResponse;
        }
        return response;
    }
    async #retry(function_) {
        try {
            return await function_();
        }
        catch (error) {
            return this.#retryFromError(error, function_);
        }
    }
    async #retryFromError(error, function_) {
        this.#returnedResponseFromBeforeRetryHook = false;
        const retryDelay = Math.min(await this.#calculateRetryDelay(error), maxSafeTimeout);
        const delayOptions = { signal: this.#userProvidedAbortSignal };
        const remainingTimeout = this.#getRemainingTotalTimeout();
        if (remainingTimeout !== undefined) {
            if (remainingTimeout <= 0) {
                throw new TimeoutError(this.request);
            }
            // If waiting would consume all remaining budget, time out without starting another request.
            if (retryDelay >= remainingTimeout) {
                await delay(remainingTimeout, delayOptions);
                throw new TimeoutError(this.request);
            }
        }
        // Only use user-provided signal for delay, not our internal abortController
        await delay(retryDelay, delayOptions);
        this.#throwIfTotalTimeoutExhausted();
        // Apply custom request from forced retry before beforeRetry hooks
        // Ensure the custom request has the correct managed signal for timeouts and user aborts
        if (error instanceof ForceRetryError && error.customRequest) {
            const customRequest = new globalThis.Request(error.customRequest, this.#options.signal ? { signal: this.#options.signal } : undefined);
            // Replacement Requests are authoritative by design. Do not rewrite headers here,
            // even for cross-origin retries. Callers using `ky.retry({request})` explicitly
            // opted into the exact Request they constructed.
            this.#assignRequest(customRequest);
        }
        for (const hook of this.#options.hooks.beforeRetry) {
            let hookResult;
            try {
                // eslint-disable-next-line no-await-in-loop
                hookResult = await this.#raceWithTotalTimeout(async () => hook({
                    request: this.request,
                    options: this.#getNormalizedOptions(),
                    error: error,
                    retryCount: this.#retryCount + 1,
                }));
            }
            catch (hookError) {
                // Preserve the original request error path (`throw error`) so beforeError hooks can still run.
                if (hookError instanceof Error && hookError !== error) {
                    this.#beforeRetryHookErrors.add(hookError);
                }
                throw hookError;
            }
            if (hookResult === timedOutOperation) {
                throw new TimeoutError(this.request);
            }
            if (isRequestInstance(hookResult)) {
                // Same contract as `ky.retry({request})`: a Request returned from `beforeRetry`
                // is used as-is rather than being sanitized or otherwise rewritten by Ky.
                this.#assignRequest(hookResult);
                break;
            }
            if (isResponseInstance(hookResult)) {
                this.#returnedResponseFromBeforeRetryHook = true;
                this.#retryCount++;
                return hookResult;
            }
            // If `stop` is returned from the hook, the retry process is stopped
            if (hookResult === stop) {
                return;
            }
        }
        this.#throwIfTotalTimeoutExhausted();
        this.#retryCount++;
        return this.#retry(function_);
    }
    #consumeReturnedResponseFromBeforeRetryHook() {
        const value = this.#returnedResponseFromBeforeRetryHook;
        this.#returnedResponseFromBeforeRetryHook = false;
        return value;
    }
    async #fetch() {
        // Reset abortController if it was aborted (happens on timeout retry)
        if (this.#abortController?.signal.aborted) {
            this.#abortController = new globalThis.AbortController();
            this.#options.signal = this.#createManagedSignal();
            // Recreate request with new signal
            this.request = new globalThis.Request(this.request, { signal: this.#options.signal });
        }
        const nonRequestOptions = findUnknownOptions(this.#options);
        this.#retryLimit = normalizeRetryOptions(this.#options.retry).limit;
        const retryRequest = this.#retryLimit > 0 ? this.request.clone() : undefined;
        const request = this.#wrapRequestWithUploadProgress(this.request, this.#options.body ?? undefined);
        // Cloning is done here to prepare in advance for retries.
        // Skip cloning when retries are disabled - cloning a streaming body calls ReadableStream#tee()
        // which buffers the entire stream in memory, causing excessive memory usage for large uploads.
        this.#originalRequest = request;
        if (retryRequest) {
            this.request = retryRequest;
        }
        try {
            const remainingTotal = this.#getRemainingTotalTimeout();
            if (remainingTotal !== undefined && remainingTotal <= 0) {
                throw new TimeoutError(this.request);
            }
            const effectiveTimeout = this.#options.timeout === false
                ? remainingTotal
                : (remainingTotal === undefined
                    ? this.#options.timeout
                    : Math.min(this.#options.timeout, remainingTotal));
            const response = effectiveTimeout === undefined
                ? await this.#options.fetch(request, nonRequestOptions)
                : await timeout(request, nonRequestOptions, this.#abortController, {
                    timeout: effectiveTimeout,
                    fetch: this.#options.fetch,
                });
            return this.#setResponseRequest(response, request);
        }
        catch (error) {
            if (isRawNetworkError(error)) {
                throw new NetworkError(this.request, { cause: error });
            }
            throw error;
        }
    }
    #getRemainingTotalTimeout() {
        if (this.#startTime === undefined) {
            return undefined;
        }
        const elapsed = this.#getCurrentTime() - this.#startTime;
        return Math.max(0, this.#options.totalTimeout - elapsed);
    }
    #getCurrentTime() {
        return globalThis.performance?.now() ?? Date.now();
    }
    #getNormalizedOptions() {
        if (!this.#cachedNormalizedOptions) {
            // Exclude Ky-specific options that are not part of `RequestInit`.
            const { hooks, json, parseJson, stringifyJson, searchParams, timeout, totalTimeout, throwHttpErrors, fetch, ...normalizedOptions } = this.#options;
            this.#cachedNormalizedOptions = Object.freeze(normalizedOptions);
        }
        return this.#cachedNormalizedOptions;
    }
    #assignRequest(request) {
        this.#cachedNormalizedOptions = undefined;
        this.request = request;
    }
    #getResponseRequest(response) {
        return this.#responseRequests.get(response) ?? this.request;
    }
    #setResponseRequest(response, request) {
        this.#responseRequests.set(response, request);
        return response;
    }
    #wrapRequestWithUploadProgress(request, originalBody) {
        if (!this.#options.onUploadProgress || !request.body || !supportsRequestStreams) {
            return request;
        }
        return streamRequest(request, this.#options.onUploadProgress, originalBody ?? this.#options.body ?? undefined);
    }
}

/*! MIT License © Sindre Sorhus */
const createInstance = (defaults) => {
    // eslint-disable-next-line @typescript-eslint/promise-function-async
    const ky = (input, options) => Ky.create(input, validateAndMerge(defaults, options));
    for (const method of requestMethods) {
        // eslint-disable-next-line @typescript-eslint/promise-function-async
        ky[method] = (input, options) => Ky.create(input, validateAndMerge(defaults, options, { method }));
    }
    ky.create = (newDefaults) => createInstance(validateAndMerge(newDefaults));
    ky.extend = (newDefaults) => {
        if (typeof newDefaults === 'function') {
            newDefaults = newDefaults(defaults ?? {});
        }
        return createInstance(validateAndMerge(defaults, newDefaults));
    };
    ky.stop = stop;
    ky.retry = retry;
    return ky;
};
const ky = createInstance();
// Intentionally not exporting this for now as it's just an implementation detail and we don't want to commit to a certain API yet at least.
// export {NonError} from './errors/NonError.js';

/**
 * Why a call failed, by who must act. A message reads "what: METHOD path" and holds neither secrets
 * nor personal data; what Freshsales said is in `messages`, for the operator only.
 */
class CallError extends Error {
    name = 'CallError';
    call;
    status;
    constructor(what, call, options = {}) {
        super(`${what}: ${call.method} ${withoutQuery(call.path)}`, { cause: options.cause });
        this.call = call;
        this.status = options.status;
    }
}
/** Nobody must act: network, timeout, 408, 5xx, a redirect, or an answer that is not Freshsales'. */
class RetryLaterError extends CallError {
    name = 'RetryLaterError';
}
/** The account's quota is used up for now; counts as nobody's failed attempt. */
class ThrottledError extends CallError {
    name = 'ThrottledError';
    retryAfterSeconds;
    constructor(call, options) {
        super('Freshsales asks to slow down', call, options);
        this.retryAfterSeconds = options.retryAfterSeconds;
    }
}
/** This record is refused: mend it (`repair.ts`) or put it aside. */
class RefusedError extends CallError {
    name = 'RefusedError';
    /** What Freshsales said; may hold personal data. */
    messages;
    constructor(call, options) {
        super('Freshsales refused the record', call, options);
        this.messages = options.messages;
    }
}
/** The operator must act: the key is wrong, or lacks the right for this call. */
class AccountError extends CallError {
    name = 'AccountError';
}
/** A query may hold an e-mail address. */
function withoutQuery(path) {
    return path.split('?', 1)[0] ?? path;
}

/** A page of an error is no message; a record's refusal has a handful of lines. */
const MAX_MESSAGES = 20;
const MAX_MESSAGE_CHARACTERS = 500;
/** What Freshsales says in a refusal, in every shape it is known to use. */
function errorMessages(body) {
    const { errors, message, description, error } = body;
    const said = [isObject$1(errors) ? errors['message'] : errors, message, description, error].flatMap(texts);
    return said.slice(0, MAX_MESSAGES).map((text) => text.slice(0, MAX_MESSAGE_CHARACTERS));
}
function texts(value) {
    if (typeof value === 'string')
        return value.trim() === '' ? [] : [value.trim()];
    if (Array.isArray(value))
        return value.flatMap(texts);
    return isObject$1(value) ? texts(value['message']) : [];
}
/** The quota of the whole account can speak through a 400. */
function isThrottleInDisguise(messages) {
    return messages.some((text) => /response_code\s*::\s*429|too many requests/i.test(text));
}

/** When nothing usable is said. A quota is counted by the hour, so a minute loses little. */
const DEFAULT_SECONDS = 60;
/** A longer wait is asked again after the hour that the quota is counted by. */
const MAX_SECONDS = 3600;
/** `Retry-After` in seconds, from whole seconds or an HTTP date; never less than 1, never more than an hour. */
function retryAfterSeconds(header, now) {
    const text = header?.trim() ?? '';
    const seconds = /^\d+$/.test(text) ? Number(text) : secondsUntil(text, now);
    return Math.min(Math.max(Math.ceil(seconds), 1), MAX_SECONDS);
}
function secondsUntil(text, now) {
    // "-1" and "1e3" are dates to Date.parse; an HTTP date begins with the name of a day.
    const date = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(date) ? DEFAULT_SECONDS : (date - now) / 1000;
}

/** The answer of a success; every other outcome is thrown as the error that says who must act. */
function readAnswer(call, { status, headers, text }, now) {
    const body = text === undefined ? undefined : parseObject(text);
    if (status === 429)
        throw throttled(call, status, headers, now);
    if (status === 401 || status === 403)
        throw new AccountError('Freshsales rejected the key or its rights', call, { status });
    if (status === 408 || status >= 500)
        throw new RetryLaterError('Freshsales is in trouble', call, { status });
    if (status >= 400) {
        const messages = errorMessages(body ?? {});
        if (isThrottleInDisguise(messages))
            throw throttled(call, status, headers, now);
        throw new RefusedError(call, { status, messages });
    }
    if (status >= 300 || status < 200)
        throw new RetryLaterError('Freshsales redirected the call', call, { status });
    if (call.base === 'track' && !isHtml(headers))
        return answer(status, body ?? {}, headers);
    if (body === undefined)
        throw new RetryLaterError('The answer is not from Freshsales', call, { status });
    return answer(status, body, headers);
}
function throttled(call, status, headers, now) {
    return new ThrottledError(call, {
        status,
        retryAfterSeconds: retryAfterSeconds(headers.get('retry-after'), now),
    });
}
function answer(status, body, headers) {
    const quota = {};
    const limit = count$2(headers.get('x-ratelimit-limit'));
    const remaining = count$2(headers.get('x-ratelimit-remaining'));
    if (limit !== undefined)
        quota.limit = limit;
    if (remaining !== undefined)
        quota.remaining = remaining;
    return Object.keys(quota).length === 0 ? { status, body } : { status, body, quota };
}
function count$2(header) {
    return header !== null && /^\d{1,9}$/.test(header.trim()) ? Number(header) : undefined;
}
/** Nothing and a bare `true` are how Freshsales answers a deletion. */
function parseObject(text) {
    if (text.trim() === '')
        return {};
    try {
        const value = JSON.parse(text);
        return isObject$1(value) ? value : value === true ? {} : undefined;
    }
    catch {
        // A page instead of an answer: the caller decides by the status.
        return undefined;
    }
}
/** The tracking API promises a status and no body; a page still means that something else answered. */
function isHtml(headers) {
    return headers.get('content-type')?.includes('text/html') ?? false;
}

/** A record with a note and paragraphs at their longest; more is not Freshsales' answer to a change. */
const MAX_RECORD_BYTES = 256 * 1024;
/** The fields of a large account, or a page of notes. */
const MAX_LIST_BYTES = 1024 * 1024;
function maxAnswerBytes({ method }) {
    return method === 'GET' ? MAX_LIST_BYTES : MAX_RECORD_BYTES;
}
/** The text of an answer, or undefined when it is longer than allowed; the rest is not read. */
async function readBody(response, maxBytes) {
    if (response.body === null)
        return '';
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    let bytes = 0;
    for (;;) {
        const { done, value } = await reader.read();
        if (done)
            return text + decoder.decode();
        bytes += value.byteLength;
        if (bytes > maxBytes) {
            await reader.cancel();
            return undefined;
        }
        text += decoder.decode(value, { stream: true });
    }
}

/** The tracking API wants the name of an SDK that it knows. */
const TRACKING_SDK = 'javascript';
/** The only place that speaks HTTP to Freshsales. Retries are for the caller, who knows the quota. */
function createClient(options) {
    const { domain, apiKeys, appToken, timeoutMs } = options;
    const http = createHttp(options);
    /** The key that worked last. */
    let current = 0;
    async function callApi(call) {
        let rejected = new AccountError('No API key is configured', call);
        for (let tries = 0; tries < apiKeys.length; tries += 1) {
            const index = (current + tries) % apiKeys.length;
            try {
                const headers = { authorization: `Token token=${apiKeys[index]}` };
                const target = { url: domain.api + call.path, body: call.body, headers, timeoutMs };
                const answer = await exchange(http, call, target);
                current = index;
                return answer;
            }
            catch (error) {
                if (!(error instanceof AccountError) || error.status !== 401)
                    throw error;
                rejected = error;
            }
        }
        throw rejected;
    }
    async function callTracking(call) {
        if (appToken === undefined) {
            throw new AccountError('No app token is configured for the tracking API', call);
        }
        const body = { ...call.body, application_token: appToken, sdk: TRACKING_SDK };
        return exchange(http, call, { url: domain.track + call.path, body, timeoutMs });
    }
    return { send: (call) => (call.base === 'track' ? callTracking(call) : callApi(call)) };
}
function createHttp({ fetch }) {
    return ky.create({
        fetch: (input, init) => fetch(input, init),
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        retry: 0,
        // The deadline is a signal instead, which covers reading the answer as well.
        timeout: false,
        throwHttpErrors: false,
        // A redirect leads to a sign-in page or to a stranger, who must not see the key.
        redirect: 'manual',
    });
}
/** One request and its answer. An error holds the call as it was asked for, never what authenticates it. */
async function exchange(http, call, { url, body, headers, timeoutMs }) {
    const raw = await http(url, {
        method: call.method,
        signal: AbortSignal.timeout(timeoutMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(headers === undefined ? {} : { headers }),
    })
        .then(async (response) => ({
        status: response.status,
        headers: response.headers,
        text: await readBody(response, maxAnswerBytes(call)),
    }))
        .catch((cause) => {
        throw new RetryLaterError('Freshsales did not answer', call, { cause });
    });
    return readAnswer(call, raw, Date.now());
}

/** The account's own lists: what a name is called by id, and which custom fields there are. Pure. */
const selector = (name, answerKey = name) => ({ path: `/selector/${name}`, answerKey });
const fields = (object) => ({ path: `/settings/${object}/fields`, answerKey: 'fields' });
/** Every list: where it is read and under which key it is answered. */
const LISTS = {
    owners: selector('owners', 'users'),
    lifecycle_stages: selector('lifecycle_stages'),
    contact_statuses: selector('contact_statuses'),
    lead_sources: selector('lead_sources'),
    campaigns: selector('campaigns'),
    territories: selector('territories'),
    sales_activity_types: selector('sales_activity_types'),
    sales_activity_outcomes: selector('sales_activity_outcomes'),
    industry_types: selector('industry_types'),
    business_types: selector('business_types'),
    deal_stages: selector('deal_stages'),
    deal_pipelines: selector('deal_pipelines'),
    deal_types: selector('deal_types'),
    deal_reasons: selector('deal_reasons'),
    deal_products: selector('deal_products'),
    deal_payment_statuses: selector('deal_payment_statuses'),
    currencies: selector('currencies'),
    contact_fields: fields('contacts'),
    account_fields: fields('sales_accounts'),
    deal_fields: fields('deals'),
    lead_fields: fields('leads'),
    activity_fields: fields('sales_activities'),
};
function listCall(name) {
    return { method: 'GET', path: LISTS[name].path };
}
/** Reads the answer to `listCall`; lines that are switched off in the account are left out. */
function parseList(name, answer) {
    const list = answer.body[LISTS[name].answerKey];
    return Array.isArray(list) ? list.flatMap(parseEntry) : [];
}
function parseEntry(item) {
    if (!isObject$1(item) || item['disabled'] === true || item['is_active'] === false)
        return [];
    const id = Number(item['id']);
    const name = text$1(item['name'] ?? item['display_name'] ?? item['currency_code']);
    if (!Number.isSafeInteger(id) || name === undefined)
        return [];
    const entry = { id, name };
    const email = text$1(item['email']);
    const parent = Number(item['lifecycle_stage_id'] ?? item['deal_pipeline_id']);
    const label = text$1(item['label']);
    const type = text$1(item['type']);
    if (email !== undefined)
        entry.email = email.toLowerCase();
    if (Number.isSafeInteger(parent))
        entry.parent = parent;
    if (label !== undefined)
        entry.label = label;
    if (type !== undefined)
        entry.type = type;
    if (item['required'] === true)
        entry.required = true;
    if (Array.isArray(item['choices']))
        entry.choices = item['choices'].flatMap(parseChoice);
    return [entry];
}
/** Choice ids come as numbers on some fields and as strings on others. */
function parseChoice(choice) {
    if (!isObject$1(choice))
        return [];
    const value = text$1(choice['value']);
    return value === undefined ? [] : [{ id: Number(choice['id']), value }];
}
function text$1(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What was kept as JSON; undefined where the row became unreadable: one of them must not stop the others. */
function parseKept(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

const callStep = (purpose, call, rest = {}) => ({
    do: 'call',
    call,
    purpose,
    problems: rest.problems ?? [],
    ...(rest.once !== undefined && { once: rest.once }),
});

/** An account's lists change a few times a year; a name that is missing makes us look again sooner. */
const LIST_KEPT_MS = 6 * 3_600_000;
const LIST_DOUBTED_MS = 10 * 60_000;
/** The list that must be read before this can be sent as well as it can be, if any. */
function planList(resolution, { catalog, now }) {
    const isOlderThan = (name, age) => now - (catalog[name]?.fetchedAt ?? 0) > age;
    const name = resolution.missing.find((each) => isOlderThan(each, 0)) ??
        resolution.unknown.find((each) => isOlderThan(each, LIST_DOUBTED_MS));
    return name && callStep({ kind: 'list', name }, listCall(name));
}

/** What Freshsales told of the account, remembered over restarts and forgotten after some hours. */
function createLists(sql) {
    const lists = {};
    for (const row of sql
        .exec('SELECT * FROM list')
        .toArray()) {
        const entries = parseKept(row.entries);
        if (entries && isListName(row.name))
            lists[row.name] = { entries, fetchedAt: row.fetched_at };
    }
    return {
        /** The lists that are fresh enough to be believed. */
        snapshot(now) {
            for (const name of Object.keys(lists))
                if (now - (lists[name]?.fetchedAt ?? 0) > LIST_KEPT_MS)
                    delete lists[name];
            return lists;
        },
        /** Remembers a list; one that the account refuses or does not have is remembered as empty. */
        remember(name, answer, now) {
            const entries = answer ? parseList(name, answer) : [];
            if (!entries)
                return false;
            lists[name] = { entries, fetchedAt: now };
            sql.exec('INSERT OR REPLACE INTO list VALUES (?, ?, ?)', name, now, JSON.stringify(entries));
            return true;
        },
    };
}
const isListName = (name) => Object.hasOwn(LISTS, name);

/** How long one call to Freshsales may take. */
const CALL_TIMEOUT_MS = 15_000;
/** Ties delivery to the real clock, the real network and this outbox's storage. */
function createDelivering(storage, config) {
    const { domain, apiKeys, appToken } = config;
    return {
        storage,
        config,
        client: createClient({
            domain,
            apiKeys: [...apiKeys],
            ...(appToken && { appToken }),
            fetch: (input, init) => fetch(input, init),
            timeoutMs: CALL_TIMEOUT_MS,
        }),
        lists: createLists(storage.sql),
        now: () => Date.now(),
        random: () => Math.random(),
    };
}

/** Runs what it is given one after the other, in the order it came; a failure holds up nobody. */
function createLine() {
    let last = Promise.resolve();
    return (run) => {
        const mine = last.then(run);
        last = mine.catch(() => undefined);
        return mine;
    };
}

/** Makes the contact or changes the given fields of it. With nothing to change it still finds the id. */
function upsertContact(options) {
    const { email, contact, include } = options;
    const isEmpty = Object.keys(contact).length === 0;
    return {
        method: 'POST',
        path: include === undefined ? '/contacts/upsert' : `/contacts/upsert?include=${include}`,
        body: { contact: isEmpty ? { emails: email } : contact, unique_identifier: { emails: email } },
    };
}
function updateContact(id, contact) {
    return { method: 'PUT', path: `/contacts/${id}`, body: { contact } };
}
/** `include` names what else to answer: `sales_accounts` inside the contact, `deals` or `owner` beside it. */
function getContact(id, include = []) {
    const query = include.length === 0 ? '' : `?include=${include.join(',')}`;
    return { method: 'GET', path: `/contacts/${id}${query}` };
}
function upsertAccount(options) {
    const { name, account } = options;
    return {
        method: 'POST',
        path: '/sales_accounts/upsert',
        body: { unique_identifier: { name }, sales_account: { name, ...account } },
    };
}
/** Freshsales makes no deal without an amount; 0 says that none was given. */
function createDeal(deal) {
    return { method: 'POST', path: '/deals', body: { deal: { amount: 0, ...deal } } };
}
function updateDeal(id, deal) {
    return { method: 'PUT', path: `/deals/${id}`, body: { deal } };
}
/** Classic accounts only. `lead.company` and `lead.deal` are made with it. */
function createLead(lead) {
    return { method: 'POST', path: '/leads', body: { lead } };
}
function updateLead(id, lead) {
    return { method: 'PUT', path: `/leads/${id}`, body: { lead } };
}
/** Answers `{leads: {leads: [{id, …}]}}`; a lead made seconds ago may still be missing. */
function findLead$1(email) {
    return { method: 'GET', path: `/lookup?q=${encodeURIComponent(email)}&f=email&entities=lead` };
}
function createActivity(options) {
    const { activity, target } = options;
    return {
        method: 'POST',
        path: '/sales_activities',
        body: {
            sales_activity: { ...activity, targetable_type: target.type, targetable_id: target.id },
        },
    };
}
function updateActivity(id, activity) {
    return { method: 'PUT', path: `/sales_activities/${id}`, body: { sales_activity: activity } };
}
/** Answers `{activities: […]}`. */
function findActivities(contactId) {
    return { method: 'GET', path: `/contacts/${contactId}/activities` };
}
function createNote(options) {
    const { description, target } = options;
    return {
        method: 'POST',
        path: '/notes',
        body: { note: { description, targetable_type: target.type, targetable_id: target.id } },
    };
}
function updateNote(id, description) {
    return { method: 'PUT', path: `/notes/${id}`, body: { note: { description } } };
}
/** Answers `{notes: [{id, description, …}]}`. */
function findNotes(contactId) {
    return { method: 'GET', path: `/contacts/${contactId}/notes` };
}
/** At most 100 contacts; asynchronous, the answer's `job_status_url` tells where to look. */
function bulkUpsertContacts(contacts) {
    return {
        method: 'POST',
        path: '/contacts/bulk_upsert',
        body: { contacts: contacts.map(({ email, contact }) => ({ emails: email, data: contact })) },
    };
}
function jobStatus(id) {
    return { method: 'GET', path: `/job_statuses/${encodeURIComponent(id)}` };
}
/** Tracking API. The keys of a visitor are the fields' labels (`First name`), not their API names. */
function trackVisitor(identifier, visitor) {
    return { method: 'POST', base: 'track', path: '/track/visitors', body: { identifier, visitor } };
}
function trackEvent(identifier, event) {
    return {
        method: 'POST',
        base: 'track',
        path: '/track/events',
        // The name last: a property called "name" must not rename the event.
        body: { identifier, event: { ...event.properties, name: event.name } },
    };
}
function trackPageView(identifier, pageView) {
    return {
        method: 'POST',
        base: 'track',
        path: '/track/page_views',
        body: { identifier, page_view: { url: pageView.url } },
    };
}
/** Answers `{contacts: {contacts: [{id, …}]}}`; a contact made seconds ago may still be missing. */
function findContact(email) {
    return { method: 'GET', path: `/lookup?q=${encodeURIComponent(email)}&f=email&entities=contact` };
}
/** Erases for good, also from the recycle bin: a privacy request. */
function forgetRecord(kind, id) {
    return { method: 'DELETE', path: `/${kind}/${id}/forget` };
}

/** Waits between attempts, in milliseconds. Pure: randomness comes in. */
const FIRST_MS = 5_000;
const LONGEST_MS = 3_600_000;
/** A subject's next try: 5 s doubling to an hour, spread by half so that people do not come back together. */
function retryDelay(attempts, random) {
    const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
    return Math.round(full * (0.5 + random / 2));
}
/** Failures in a row of different people before Freshsales counts as down; one that fails three calls in ten is not. */
const OUTAGE_AFTER = 5;
const PROBE_FIRST_MS = 250;
const PROBE_LONGEST_MS = 5 * 60_000;
/** While Freshsales is down, one call at a time asks whether it is back; `undefined` while it is not. */
function probeDelay(failures) {
    if (failures < OUTAGE_AFTER)
        return undefined;
    return Math.min(PROBE_LONGEST_MS, PROBE_FIRST_MS * 2 ** Math.min(failures - OUTAGE_AFTER, 20));
}
/** After this long a subject is set aside as a dead letter: far beyond any outage, short of forever. */
const GIVE_UP_MS = 7 * 86_400_000;
/** A refused key is tried again this often. */
const ACCOUNT_PROBE_MS = 5 * 60_000;

/** A value that was left out is tried again when it is said again after this long: the account may have got the field. */
const LEFT_OUT_MS = 24 * 3_600_000;
/**
 * Last write wins by event time, whatever the order of arrival. A value that says nothing new stays
 * delivered, so that an identify repeated on every page costs no call.
 */
function stamp(fields, name, value, at) {
    const known = fields[name];
    if (known && known.at > at)
        return;
    if (known && isSame$2(known.value, value) && !isWorthAnotherTry(known, at))
        known.at = at;
    else
        fields[name] = { value, at };
}
function isWorthAnotherTry({ leftOutAt }, at) {
    return leftOutAt !== undefined && at - leftOutAt >= LEFT_OUT_MS;
}
function stampAll(fields, values, at) {
    for (const name of Object.keys(values))
        stamp(fields, name, values[name] ?? null, at);
}
/** Takes over what `from` knows better; `into` wins a tie. */
function mergeStamped(into, from) {
    for (const [name, theirs] of Object.entries(from)) {
        const ours = into[name];
        if (!ours || theirs.at > ours.at)
            into[name] = theirs;
    }
}
/** What Freshsales does not have yet, as plain values. */
function waitingValues(fields) {
    const waiting = {};
    for (const name of Object.keys(fields)) {
        const stamped = fields[name];
        if (stamped && !stamped.delivered)
            waiting[name] = stamped.value;
    }
    return waiting;
}
function allValues(fields) {
    return Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
}
function isWaiting(fields) {
    for (const name of Object.keys(fields))
        if (!fields[name]?.delivered)
            return true;
    return false;
}
/** Marks what was sent as delivered, except where a newer value came in while the call was out. */
function markDelivered(fields, sent) {
    for (const name of Object.keys(sent)) {
        const stamped = fields[name];
        if (stamped && isSame$2(stamped.value, sent[name] ?? null))
            stamped.delivered = true;
    }
}
/** Notes which of the delivered values the account had no place for. */
function markLeftOut(fields, names, now) {
    for (const name of names) {
        const stamped = fields[name];
        if (stamped?.delivered)
            stamped.leftOutAt = now;
    }
}
/** Puts values back to be sent once more. */
function markWaiting(fields, names) {
    for (const name of names)
        delete fields[name]?.delivered;
}
/** Puts everything about a record back to be sent once more. */
function markAllWaiting(record) {
    for (const values of [record.fields, record.custom])
        markWaiting(values, Object.keys(values));
}
function isSame$2(one, other) {
    return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Quiet for this long ends a visit; the definition web analytics has used since Urchin. */
const VISIT_IDLE_MS = 30 * 60_000;
/** A sleeping laptop or a phone underground sends a visit's last events later than this only rarely. */
const LATE_MS = 24 * 60 * 60_000;
/** A returning visitor who never said who they are: older visits are told together. */
const KEPT_VISITS = 5;
const LISTED_PAGES = 50;
const LISTED_EVENTS = 50;
/** Adds a page view or an event to the visit it belongs to by its own time, also when it comes late. */
function visitSeen(visits, sighting) {
    const { at, change } = sighting;
    const visit = findVisit(visits, at) ?? openVisit(visits, sighting);
    if (at < visit.startedAt)
        visit.startedAt = at;
    if (at > visit.lastSeenAt)
        visit.lastSeenAt = at;
    if (sighting.campaign && !visit.campaign)
        visit.campaign = sighting.campaign;
    if (change.object === 'page')
        addPage(visit, change, at);
    else if (visit.events.length < LISTED_EVENTS)
        insertByTime(visit.events, { name: change.name, at, properties: change.properties });
    else
        visit.more = (visit.more ?? 0) + 1;
}
/** How much there is to tell: grows with every page view and event. */
function itemsOf(visit) {
    let items = visit.events.length + (visit.more ?? 0);
    for (const page of visit.pages)
        items += page.views;
    return items;
}
/** All there is to tell is in its entry. */
function isTold(visit) {
    return visit.entry !== undefined && itemsOf(visit) <= visit.entry.told;
}
/** Nothing of it is left to do, and none of its events will still come. */
function isDone$1(visit, now) {
    return isTold(visit) && now - visit.lastSeenAt >= LATE_MS;
}
/** Brings the visits of one person seen under two identities together. */
function mergeVisits(into, from) {
    for (const theirs of from) {
        const ours = findVisit(into, theirs.startedAt);
        if (ours && !theirs.entry)
            join(ours, theirs);
        else
            into.push(theirs);
    }
    into.sort((a, b) => a.startedAt - b.startedAt);
    keepFew(into);
}
function findVisit(visits, at) {
    return visits.find((visit) => at >= visit.startedAt - VISIT_IDLE_MS && at < visit.lastSeenAt + VISIT_IDLE_MS);
}
function openVisit(visits, { at, messageId }) {
    const visit = { id: messageId, startedAt: at, lastSeenAt: at, pages: [], events: [] };
    visits.push(visit);
    visits.sort((a, b) => a.startedAt - b.startedAt);
    keepFew(visits);
    return visits.includes(visit) ? visit : (visits[0] ?? visit);
}
function addPage(visit, change, at) {
    const url = change.url ?? change.name ?? '';
    const title = change.title ?? change.name;
    const known = visit.pages.find((page) => page.url === url);
    if (known) {
        known.views++;
        if (title)
            known.title = title;
    }
    else if (visit.pages.length < LISTED_PAGES) {
        insertByTime(visit.pages, { url, ...(title && { title }), views: 1, at });
    }
    else
        visit.more = (visit.more ?? 0) + 1;
    const { referrer } = change;
    if (referrer && !isSameSite(referrer, url) && (!visit.referrer || at === visit.startedAt))
        visit.referrer = referrer;
}
/** Whoever goes from page to page, or stays away for an hour, still comes from where they came first. */
function isSameSite(referrer, url) {
    const host = hostOf$1(url);
    return host !== undefined && host === hostOf$1(referrer);
}
function hostOf$1(address) {
    return /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(address)?.[1]?.toLowerCase();
}
function insertByTime(items, item) {
    let index = items.length;
    while (index > 0 && (items[index - 1]?.at ?? 0) > item.at)
        index--;
    items.splice(index, 0, item);
}
/** Those that are told go first; then the two oldest become one entry, so that an introduction costs few calls. */
function keepFew(visits) {
    while (visits.length > KEPT_VISITS) {
        const told = visits.findIndex(isTold);
        const [oldest, next] = visits;
        if (!oldest || !next)
            return;
        if (told < 0) {
            oldest.joined = (oldest.joined ?? 1) + (next.joined ?? 1);
            join(oldest, next);
        }
        visits.splice(told < 0 ? 1 : told, 1);
    }
}
function join(visit, other) {
    visit.startedAt = Math.min(visit.startedAt, other.startedAt);
    visit.lastSeenAt = Math.max(visit.lastSeenAt, other.lastSeenAt);
    if (!visit.campaign && other.campaign)
        visit.campaign = other.campaign;
    if (!visit.referrer && other.referrer)
        visit.referrer = other.referrer;
    if (other.joined)
        visit.joined = Math.max(visit.joined ?? 1, other.joined);
    let more = (visit.more ?? 0) + (other.more ?? 0);
    for (const page of other.pages) {
        const known = visit.pages.find(({ url }) => url === page.url);
        if (known)
            known.views += page.views;
        else if (visit.pages.length < LISTED_PAGES)
            insertByTime(visit.pages, page);
        else
            more += page.views;
    }
    for (const event of other.events) {
        if (visit.events.length < LISTED_EVENTS)
            insertByTime(visit.events, event);
        else
            more++;
    }
    if (more)
        visit.more = more;
}

/** What is sent first when calls are short. Also the order in which people are picked. */
const PRIORITY = {
    newContact: 0,
    identity: 1,
    mapped: 2,
    timeline: 3,
    housekeeping: 4,
};
/** Someone who has not introduced themselves is remembered this long. */
const ANONYMOUS_RETENTION_MS = 30 * 86_400_000;
/** Someone in the CRM: long enough that a yearly customer costs no second look, then forgotten. */
const KNOWN_RETENTION_MS = 400 * 86_400_000;
/** The sign-up's own events arrive together; a moment's patience puts them into one entry. */
const LINGER_MS = 1_500;
/** The end of a visit is rounded up to a minute and expiry to a day, so that a page view moves no index entry. */
const MINUTE_MS$4 = 60_000;
const DAY_MS$1 = 86_400_000;
/** What is to be done next about a subject, and when. Notes since when it waits: first come, first served. */
function urgency(subject, now) {
    const next = subject.kind === 'account' ? accountUrgency(subject) : personUrgency(subject);
    const isHeld = subject.kind === 'person' && subject.held === true;
    if (isHeld || next?.dueAt === 0)
        subject.waitingSince ??= now;
    else
        delete subject.waitingSince;
    if (!next)
        return { priority: PRIORITY.housekeeping, dueAt: expiry(subject) };
    const dueAt = Math.max(next.dueAt, subject.waitingSince ?? 0, subject.retryAt ?? 0);
    return { priority: next.priority, dueAt };
}
function isNew(person) {
    return person.contactId === undefined && person.leadId === undefined;
}
function hasFieldsWaiting(person) {
    return Boolean(person.emailMoved) || isWaiting(person.fields) || isWaiting(person.custom);
}
/** What an event was mapped to: links, tags, deals, activities. */
function hasMappedWaiting(person) {
    return (Object.values(person.accounts).includes(false) ||
        Object.values(person.tags).includes(false) ||
        person.activities.length > 0 ||
        Object.values(person.deals).some((deal) => isDealWaiting(deal)));
}
/** Reason enough to make a contact. */
function hasAnythingWaiting(person) {
    return (hasFieldsWaiting(person) ||
        hasMappedWaiting(person) ||
        Boolean(person.tracked?.length) ||
        person.visits.some((visit) => entryDueAt(visit, person) !== undefined));
}
function isDealWaiting(deal) {
    return deal.id === undefined || isWaiting(deal.fields) || isWaiting(deal.custom);
}
/** When a visit's entry is written: soon after it begins, and once more when it is over. */
function entryDueAt(visit, person) {
    if (itemsOf(visit) <= (visit.entry?.told ?? 0))
        return undefined;
    const quiet = person.lastSeenAt + LINGER_MS;
    return visit.entry ? Math.max(roundUp(visit.lastSeenAt + VISIT_IDLE_MS, MINUTE_MS$4), quiet) : quiet;
}
const roundUp = (at, step) => Math.ceil(at / step) * step;
function accountUrgency(account) {
    if (account.refused)
        return undefined;
    const waits = account.id === undefined || isWaiting(account.fields) || isWaiting(account.custom);
    return waits ? { priority: PRIORITY.mapped, dueAt: 0 } : undefined;
}
function personUrgency(person) {
    if (person.activities.some((activity) => activity.target))
        return { priority: PRIORITY.mapped, dueAt: 0 };
    if (!person.email || person.refused || person.held)
        return undefined;
    if (isNew(person) && hasAnythingWaiting(person))
        return { priority: PRIORITY.newContact, dueAt: 0 };
    if (hasFieldsWaiting(person))
        return { priority: PRIORITY.identity, dueAt: 0 };
    if (hasMappedWaiting(person))
        return { priority: PRIORITY.mapped, dueAt: 0 };
    if (person.tracked?.length)
        return { priority: PRIORITY.timeline, dueAt: 0 };
    let dueAt = Number.POSITIVE_INFINITY;
    for (const visit of person.visits) {
        const due = entryDueAt(visit, person);
        if (due !== undefined)
            dueAt = Math.min(dueAt, due);
    }
    return dueAt < Number.POSITIVE_INFINITY ? { priority: PRIORITY.timeline, dueAt } : undefined;
}
function expiry(subject) {
    const isKnown = subject.kind === 'account' || Boolean(subject.email);
    const kept = isKnown ? KNOWN_RETENTION_MS : ANONYMOUS_RETENTION_MS;
    return roundUp(subject.lastSeenAt + kept, DAY_MS$1);
}

const SLOT_MS = 10_000;
const MINUTE_MS$3 = 60_000;
const HOUR_MS$2 = 3_600_000;
const KEPT_HOURS = 24;
/** The last part of the hour's budget is kept for what matters most. */
const SHARE = {
    [PRIORITY.newContact]: 1,
    [PRIORITY.identity]: 0.95,
    [PRIORITY.mapped]: 0.9,
    [PRIORITY.timeline]: 0.75,
    [PRIORITY.housekeeping]: 0.75,
};
/** A header is believed this long; the window it speaks of is not known. */
const BELIEVED_MS$2 = MINUTE_MS$3;
/** When a call of this priority may be made: `now`, or a later time to look again. */
function affordableAt(budget, limits, priority, now) {
    if (budget.pausedUntil && budget.pausedUntil > now)
        return budget.pausedUntil;
    const hourly = callsAffordable(limits, priority);
    const hint = budget.remaining;
    if (hint && hint.at + BELIEVED_MS$2 > now && hint.calls <= 0)
        return hint.at + BELIEVED_MS$2;
    return Math.max(roomAt(budget, hourly, HOUR_MS$2, now), roomAt(budget, limits.minuteCalls, MINUTE_MS$3, now));
}
/** How much of the hour's limit is open to calls of this priority. */
function callsAffordable(limits, priority) {
    return Math.max(1, Math.floor(limits.hourlyCalls * SHARE[priority]));
}
function spentWithin(budget, windowMs, now) {
    let calls = 0;
    for (const [slot, count] of Object.entries(budget.spent))
        if (isWithin(slot, windowMs, now))
            calls += count;
    return calls;
}
/** Notes a call before it is made, so that a crash can only make us spend less. */
function charge(budget, now) {
    const slot = String(Math.floor(now / SLOT_MS));
    for (const each of Object.keys(budget.spent))
        if (!isWithin(each, HOUR_MS$2, now))
            delete budget.spent[each];
    budget.spent[slot] = (budget.spent[slot] ?? 0) + 1;
    countHour(budget, Math.floor(now / HOUR_MS$2));
    if (budget.remaining)
        budget.remaining.calls--;
}
function countHour(budget, hour) {
    budget.hours ??= {};
    for (const each of Object.keys(budget.hours))
        if (Number(each) <= hour - KEPT_HOURS)
            delete budget.hours[each];
    budget.hours[hour] = (budget.hours[hour] ?? 0) + 1;
}
function pause(budget, reason, until) {
    budget.pausedUntil = until;
    budget.pausedFor = reason;
}
/** An answer came: Freshsales is there. */
function answered(budget, remaining, now) {
    delete budget.pausedUntil;
    delete budget.pausedFor;
    delete budget.failures;
    if (remaining !== undefined)
        budget.remaining = { calls: remaining, at: now };
}
/** The first time at which the window holds fewer calls than the limit. */
function roomAt(budget, limit, windowMs, now) {
    let excess = spentWithin(budget, windowMs, now) - limit + 1;
    if (excess <= 0)
        return now;
    for (const slot of Object.keys(budget.spent)
        .map(Number)
        .sort((a, b) => a - b)) {
        if (!isWithin(String(slot), windowMs, now))
            continue;
        excess -= budget.spent[slot] ?? 0;
        if (excess <= 0)
            return (slot + 1) * SLOT_MS + windowMs;
    }
    return now + windowMs;
}
/** A slot counts until all of it has left the window; a clock set back must not hide what was spent. */
function isWithin(slot, windowMs, now) {
    return (Number(slot) + 1) * SLOT_MS + windowMs > now;
}

/** Nothing is planned. */
const NEVER = Number.POSITIVE_INFINITY;
/** Who is next: the most valuable first, among those whoever waited longest; or when to look again. */
function pick$1(sql, { budget, limits, isPaused, now }) {
    let wakeAt = NEVER;
    for (const priority of Object.values(PRIORITY)) {
        const [row] = sql
            .exec('SELECT id, due_at FROM subject WHERE priority = ? ORDER BY due_at LIMIT 1', priority)
            .toArray();
        if (!row)
            continue;
        const isFree = priority === PRIORITY.housekeeping;
        if (isPaused && !isFree)
            continue;
        const affordable = isFree ? now : affordableAt(budget, limits, priority, now);
        const at = Math.max(row.due_at, affordable);
        if (at <= now)
            return { id: row.id, priority };
        wakeAt = Math.min(wakeAt, at);
    }
    return { wakeAt };
}

/** Small named values of the outbox that change as a whole: the budget, the counters, a pause. */
function readState(sql, name, initial) {
    const [row] = sql
        .exec('SELECT value FROM state WHERE name = ?', name)
        .toArray();
    return (row && parseKept(row.value)) ?? initial;
}
function writeState(sql, name, value) {
    sql.exec('INSERT OR REPLACE INTO state VALUES (?, ?)', name, JSON.stringify(value));
}

const RECORDS = ['contact', 'lead', 'sales_account', 'deal', 'sales_activity'];
/** Answered in another form than they are sent in, or not at all. */
const NOT_COMPARED = new Set([
    'emails',
    'email',
    'sales_accounts',
    'tags',
    'created_at',
    'company',
    'deal',
]);
/**
 * What Freshsales took without a word and did not store: an unknown choice, a custom field that does
 * not exist, a phone number it cannot read. Only fields that the answer shows can be compared.
 */
function findIgnored(call, answer) {
    for (const key of RECORDS) {
        const sent = call.body?.[key];
        const stored = answer.body[key];
        if (isObject$1(sent) && isObject$1(stored))
            return [...plainFields(sent, stored), ...customFields(sent, stored)];
    }
    return [];
}
function plainFields(sent, stored) {
    return Object.entries(sent).flatMap(([field, value]) => {
        if (NOT_COMPARED.has(field) || isObject$1(value) || !Object.hasOwn(stored, field))
            return [];
        return isNothing(value) || !isNothing(stored[field]) ? [] : [ignored(field, value)];
    });
}
/** All custom fields of a record are in its answer, so one that is absent does not exist. */
function customFields(sent, stored) {
    const [given, kept] = [sent['custom_field'], stored['custom_field']];
    if (!isObject$1(given) || !isObject$1(kept))
        return [];
    return Object.entries(given).flatMap(([field, value]) => isNothing(value) || isSame$1(value, kept[field]) ? [] : [ignored(field, value)]);
}
function ignored(field, value) {
    return {
        field,
        reason: 'not stored: Freshsales ignored the value; check the field and its choices',
        value,
    };
}
function isNothing(value) {
    return (value === undefined ||
        value === null ||
        value === '' ||
        (Array.isArray(value) && value.length === 0));
}
/** Numbers come back as texts, days as moments, choices as a list. */
function isSame$1(sent, stored) {
    if (isNothing(stored))
        return false;
    const [a, b] = [written$1(sent), written$1(stored ?? null)];
    return (a === b ||
        (a !== '' && Number(a) === Number(b)) ||
        (/^\d{4}-\d{2}-\d{2}/.test(a) && a.slice(0, 10) === b.slice(0, 10)));
}
function written$1(value) {
    return (Array.isArray(value) ? value.join(';') : String(value)).trim().toLowerCase();
}

/**
 * A lead, on classic accounts. It takes the contact's fields that it has, under these names, and
 * carries its company and its deal inside.
 */
const LEAD_FIELDS = new Map([
    ['emails', 'email'],
    ...[
        'first_name',
        'last_name',
        'job_title',
        'work_number',
        'mobile_number',
        'address',
        'city',
        'state',
        'zipcode',
        'country',
        'time_zone',
        'lead_source_id',
        'owner_id',
        'campaign_id',
        'territory_id',
        'medium',
        'keyword',
        'facebook',
        'twitter',
        'linkedin',
    ].map((field) => [field, field]),
]);
const COMPANY_FIELDS = [
    'name',
    'address',
    'city',
    'state',
    'zipcode',
    'country',
    'number_of_employees',
    'annual_revenue',
    'website',
    'phone',
    'industry_type_id',
    'business_type_id',
];
const DEAL_FIELDS = ['name', 'amount', 'currency_id', 'expected_close', 'deal_product_id'];
/** An account's payload as the `company` of a lead. */
function leadCompany(account) {
    return pick(account, COMPANY_FIELDS);
}
/** A deal's payload as the `deal` of a lead. */
function leadDeal(deal) {
    return pick(deal, DEAL_FIELDS);
}
function pick(from, fields) {
    return Object.fromEntries(fields.flatMap((field) => (from[field] === undefined ? [] : [[field, from[field]]])));
}

const plain$1 = (coerce, wants) => (value) => {
    const coerced = coerce(value);
    return coerced === undefined ? fail(`the field wants ${wants}`) : succeed({ value: coerced });
};
const text = plain$1(toTextOfAnything, 'a text');
const number = plain$1(toNumber, 'a number');
const amount = plain$1(toAmount, 'an amount');
/** By the type that the account's metadata gives a field. */
const BY_TYPE = {
    text,
    textarea: text,
    auto_complete: text,
    lookup: text,
    number,
    decimal: amount,
    currency: amount,
    date: plain$1(toDay, 'a date; use YYYY-MM-DD'),
    date_time_split: plain$1(toMoment, 'a date and time; use ISO 8601'),
    datetime: plain$1(toMoment, 'a date and time; use ISO 8601'),
    checkbox: plain$1(toBoolean, 'true or false'),
    boolean: plain$1(toBoolean, 'true or false'),
    dropdown: oneChoice,
    radio: oneChoice,
    multi_select_dropdown: manyChoices,
    multiselect: manyChoices,
};
/** The value in the type of the field. A type that we do not know takes the value as it is. */
function coerceToField(field, value) {
    const coerce = BY_TYPE[field.type ?? ''];
    if (coerce !== undefined)
        return coerce(value, field);
    return isObject$1(value) ? fail('an object does not fit into a field') : succeed({ value });
}
function oneChoice(value, field) {
    const wanted = toTextOfAnything(value);
    if (wanted === undefined)
        return fail('the field wants one of its choices');
    const choice = findChoice(field, wanted);
    return choice === undefined
        ? fail(`the field has no choice ${JSON.stringify(wanted)}`)
        : succeed({ value: choice });
}
/** Joined by semicolons, as Freshsales writes such fields. One unknown choice does not cost the others. */
function manyChoices(value, field) {
    const given = Array.isArray(value) ? value : choicesIn(toTextOfAnything(value) ?? '', field);
    const wanted = given.map((one) => toTextOfAnything(one)).filter((one) => one !== undefined);
    const chosen = wanted.flatMap((one) => findChoice(field, one) ?? []);
    if (chosen.length === 0)
        return fail('the field has none of these choices');
    const lost = wanted.filter((one) => findChoice(field, one) === undefined);
    return succeed({ value: chosen.join(';'), ...(lost.length === 0 ? {} : { lost }) });
}
/** Separated by semicolons, or as a form joins them by commas; a choice may hold a comma itself. */
function choicesIn(text, field) {
    return text
        .split(';')
        .flatMap((part) => (findChoice(field, part.trim()) === undefined ? part.split(',') : [part]))
        .filter((part) => part.trim() !== '');
}
/**
 * The choice as the account spells it, whatever the case: Freshsales itself is strict. A field whose
 * choices are not known takes every value.
 */
function findChoice({ choices = [] }, wanted) {
    if (choices.length === 0)
        return wanted;
    return choices.find(({ value }) => value.trim().toLowerCase() === wanted.toLowerCase())?.value;
}
function toTextOfAnything(value) {
    return typeof value === 'boolean' ? String(value) : toText(value);
}

const FIELD_LISTS = {
    contact: 'contact_fields',
    lead: 'lead_fields',
    account: 'account_fields',
    deal: 'deal_fields',
    activity: 'activity_fields',
};
/**
 * The payload with its custom fields: traits by the field's API name, label or name, in the type the
 * field has. Freshsales drops what does not fit without a word, so it is looked at here.
 */
function resolveCustomFields(object, custom, { payload, catalog, findings }) {
    // Last, and so over a namesake: `cfPlan` is meant for Freshsales, `plan` may be meant for others.
    const traits = Object.entries(custom).sort(([a], [b]) => saysCustom(a) - saysCustom(b));
    if (traits.length === 0)
        return payload;
    const list = FIELD_LISTS[object];
    const known = catalog[list]?.entries;
    if (known === undefined)
        findings.missing.add(list);
    const index = known && indexFields(known);
    const values = {};
    for (const [trait, value] of traits) {
        const ownName = customFieldName(trait);
        const field = index?.get(looseName(ownName ?? trait));
        if (field !== undefined) {
            if (!putInto(field, value, { values, findings }))
                findings.leftOut.add(trait);
        }
        else if (known !== undefined) {
            if (ownName !== undefined)
                findings.unknown.add(list);
            findings.leftOut.add(trait);
            findings.problems.push({
                field: ownName ?? trait,
                reason: `left out: the account has no custom field of this name on ${article(object)} ${object}`,
                value,
            });
        }
        else if (ownName !== undefined && !isObject$1(value)) {
            // The list cannot be had; a name that says it is a custom field is worth the try.
            values[ownName] = value;
        }
    }
    return Object.keys(values).length === 0 ? payload : { ...payload, custom_field: values };
}
const article = (noun) => (/^[aeiou]/.test(noun) ? 'an' : 'a');
function saysCustom(trait) {
    return customFieldName(trait) === undefined ? 0 : 1;
}
function putInto(field, value, { values, findings }) {
    const fitted = coerceToField(field, value);
    if (!fitted.ok) {
        findings.problems.push({ field: field.name, reason: `left out: ${fitted.reason}`, value });
        return false;
    }
    values[field.name] = fitted.value.value;
    for (const choice of fitted.value.lost ?? []) {
        const reason = `${JSON.stringify(choice)} left out: the field has no such choice`;
        findings.problems.push({ field: field.name, reason, value });
    }
    return true;
}
/** By every name a person may use. The API name wins over a label that another field has as well. */
function indexFields(fields) {
    const index = new Map();
    const customFields = fields.filter(({ name }) => name.startsWith('cf_'));
    for (const field of customFields)
        if (field.label !== undefined)
            index.set(looseName(field.label), field);
    for (const field of customFields)
        index.set(looseName(field.name.slice('cf_'.length)), field);
    for (const field of customFields)
        index.set(looseName(field.name), field);
    return index;
}

/** Lists whose entries belong to an entry of another field: a status to its stage, a stage to its pipeline. */
const PARENTS = {
    contact_status_id: 'lifecycle_stage_id',
    deal_stage_id: 'deal_pipeline_id',
};
/** The fields with ids in place of names. */
function resolveReferences(object, fields, account) {
    const payload = {};
    // Parents first: a status can only be told from its namesakes once the stage is known.
    const names = Object.keys(fields).sort((a, b) => Number(a in PARENTS) - Number(b in PARENTS));
    for (const field of names) {
        const value = fields[field];
        const row = findRow(object, field);
        const target = row?.instead ?? field;
        if (value === undefined || (row?.instead !== undefined && fields[row.instead] !== undefined))
            continue;
        const resolved = row?.as === 'reference' && typeof value === 'string'
            ? lookUp({
                field: target,
                name: value,
                from: field,
                list: row.list,
                isOptional: row.instead !== undefined,
                payload,
            }, account)
            : value;
        if (resolved !== undefined)
            payload[target] = resolved;
    }
    return payload;
}
function lookUp({ field, name, from, list, isOptional, payload }, { catalog, findings }) {
    if (list === undefined) {
        findings.problems.push({
            field,
            reason: 'left out: needs the numeric id, a name cannot be looked up',
            value: name,
        });
        return undefined;
    }
    const entries = catalog[list]?.entries;
    if (entries === undefined) {
        findings.missing.add(list);
        return undefined;
    }
    const named = entries.filter((entry) => isCalled$1(entry, name));
    const parentId = payload[PARENTS[field] ?? ''];
    const fitting = typeof parentId === 'number'
        ? named.filter(({ parent }) => parent === undefined || parent === parentId)
        : named;
    const entry = fitting[0];
    if (entry !== undefined)
        return entry.id;
    findings.leftOut.add(from);
    if (isOptional)
        return undefined;
    findings.unknown.add(list);
    const reason = named.length > 0
        ? `left out: ${JSON.stringify(name)} does not belong to the given ${PARENTS[field]}`
        : `left out: the account's ${list} have no ${JSON.stringify(name)}`;
    findings.problems.push({ field, reason, value: name });
    return undefined;
}
function isCalled$1(entry, name) {
    const wanted = name.trim().toLowerCase();
    return entry.name.trim().toLowerCase() === wanted || entry.email === wanted;
}

/**
 * Turns names into ids and traits into custom fields, with what is known of the account. Pure. What
 * cannot be resolved is left out with a problem; the rest of the record is kept.
 */
function resolve(object, fields, custom, catalog) {
    const findings = {
        problems: [],
        missing: new Set(),
        unknown: new Set(),
        leftOut: new Set(),
    };
    const { plain, extra } = separate(object, fields);
    const resolved = resolveReferences(object, plain, { catalog, findings });
    const filled = resolveCustomFields(object, { ...custom, ...extra }, { payload: resolved, catalog, findings });
    const payload = object === 'lead' ? asLead(filled, findings) : filled;
    return {
        payload,
        problems: findings.problems,
        missing: [...findings.missing],
        unknown: [...findings.unknown],
        leftOut: [...findings.leftOut],
        incomplete: object === 'activity'
            ? REQUIRED_OF_ACTIVITY.filter((field) => payload[field] === undefined)
            : [],
    };
}
/** `DEFAULTS` and actions put custom fields beside the others; Freshsales ignores them there without a word. */
function separate(object, fields) {
    const plain = {};
    const extra = {};
    for (const [name, value] of Object.entries(fields)) {
        const isCustom = name.startsWith('cf_') && findRow(object, name) === undefined;
        const target = isCustom ? extra : plain;
        target[name] = value;
    }
    return { plain, extra };
}
/** A lead has fewer fields than a contact; a stage or a status is lost on it, and that must be said. */
function asLead(contact, findings) {
    const lead = {};
    for (const [field, value] of Object.entries(contact)) {
        const name = field === 'custom_field' ? field : LEAD_FIELDS.get(field);
        if (name !== undefined)
            lead[name] = value;
        else if (!QUIETLY_LOST.test(field))
            findings.problems.push({ field, reason: 'left out: a lead has no such field', value });
    }
    return lead;
}
/** Written by us, not asked for by the site. */
const QUIETLY_LOST = /^(?:first|last|latest)_(?:source|medium|campaign)$|^external_id$|^created_at$/;

/** What was sent is in the CRM now, but for what the account had no place for. */
function settleValues(holder, { fields, custom, leftOut = [] }, now) {
    markDelivered(holder.fields, fields);
    markDelivered(holder.custom, custom);
    markLeftOut(holder.fields, leftOut, now);
    markLeftOut(holder.custom, leftOut, now);
}

/** A company: one upsert by name, however many of its people brought it. */
function planAccount(account, world) {
    if (account.refused)
        return undefined;
    const isKnown = account.id !== undefined;
    if (isKnown && !isWaiting(account.fields) && !isWaiting(account.custom))
        return undefined;
    const values = { fields: waitingValues(account.fields), custom: waitingValues(account.custom) };
    const resolution = resolve('account', values.fields, values.custom, world.catalog);
    const list = planList(resolution, world);
    if (list)
        return list;
    const { payload, problems, leftOut } = resolution;
    const purpose = { kind: 'account', values: { ...values, leftOut } };
    if (isKnown && Object.keys(payload).length === 0)
        return { do: 'settle', purpose, problems };
    return callStep(purpose, upsertAccount({ name: account.name, account: payload }), { problems });
}
const account = {
    settle(account, { values }, { answer, call, now }) {
        settleValues(account, values, now);
        const record = answer?.body['sales_account'];
        if (typeof record?.id === 'number')
            account.id = record.id;
        return answer && call ? findIgnored(call, answer) : [];
    },
    refuse(account, { values }) {
        markDelivered(account.fields, values.fields);
        markDelivered(account.custom, values.custom);
        if (account.id === undefined)
            account.refused = true;
        return undefined;
    },
};

/**
 * A record without a prototype, in which `constructor` and `__proto__` are names like any other: in a
 * plain one they reach what all objects of the program share.
 */
function byName(entries = {}) {
    return Object.assign(Object.create(null), entries);
}

const isUnsure = (subject, mark) => subject.unsure?.includes(mark) === true;
function noteUnsure(subject, mark) {
    if (!isUnsure(subject, mark))
        subject.unsure = [...(subject.unsure ?? []), mark];
}
function settleUnsure(subject, mark) {
    const rest = subject.unsure?.filter((each) => each !== mark) ?? [];
    if (rest.length)
        subject.unsure = rest;
    else
        delete subject.unsure;
}
function createPerson(at) {
    return {
        kind: 'person',
        keys: [],
        fields: {},
        custom: {},
        accounts: byName(),
        tags: byName(),
        deals: byName(),
        activities: [],
        visits: [],
        seen: {},
        attempts: 0,
        lastSeenAt: at,
    };
}
/** A subject as it was before it was written down as JSON. */
function revive(subject) {
    if (subject.kind === 'account')
        return subject;
    const { accounts, tags, deals } = subject;
    return Object.assign(subject, {
        accounts: byName(accounts),
        tags: byName(tags),
        deals: byName(deals),
    });
}
function createAccount(name, at) {
    return { kind: 'account', keys: [], name, fields: {}, custom: {}, attempts: 0, lastSeenAt: at };
}

/** Sales activities that events were mapped to, oldest first, each its own call: there is no bulk form. */
function planActivity(person, world) {
    const { contactId } = person;
    const activity = person.activities.find((each) => each.target || contactId !== undefined);
    if (!activity)
        return undefined;
    const target = activity.target ?? { type: 'Contact', id: contactId ?? 0 };
    const resolution = resolve('activity', activity.fields, {}, world.catalog);
    const list = planList(resolution, world);
    if (list)
        return list;
    const { payload, problems } = resolution;
    const { key } = activity;
    if (resolution.incomplete.length > 0)
        return { do: 'refuse', purpose: { kind: 'activity', key }, problems };
    const once = mark$2(key);
    if (isUnsure(person, once) && contactId !== undefined) {
        const [title, start] = [String(payload['title']), String(payload['start_date'])];
        return callStep({ kind: 'findActivity', key, title, start }, findActivities(contactId));
    }
    return callStep({ kind: 'activity', key }, createActivity({ activity: payload, target }), {
        problems,
        once,
    });
}
const activity = {
    settle(person, { key }, { answer }) {
        done$1(person, key);
        const record = answer?.body['sales_activity'];
        if (typeof record?.id === 'number')
            remember(person, record.id);
        return [];
    },
    refuse(person, { key }) {
        const activity = person.activities.find((each) => each.key === key);
        done$1(person, key);
        return activity && { activity };
    },
};
const findActivity = {
    settle(person, { key, title, start }, { answer }) {
        settleUnsure(person, mark$2(key));
        const found = (answer?.body['activities'] ?? []).find((each) => each['title'] === title &&
            isSameSecond(String(each['start_date']), start) &&
            !person.activityIds?.includes(Number(each['id'])));
        if (found) {
            done$1(person, key);
            remember(person, Number(found['id']));
        }
        return [];
    },
    refuse(person, { key }) {
        settleUnsure(person, mark$2(key));
        return undefined;
    },
};
/** Freshsales keeps no milliseconds. */
const isSameSecond = (one, other) => Math.floor(Date.parse(one) / 1_000) === Math.floor(Date.parse(other) / 1_000);
const mark$2 = (key) => `activity:${key}`;
function done$1(person, key) {
    person.activities = person.activities.filter((each) => each.key !== key);
}
function remember(person, id) {
    person.activityIds = [...(person.activityIds ?? []), id].slice(-50);
}

/** A contact that is gone again this soon is not made again. */
const AGAIN_MS = 3_600_000;
/** What is done to a contact by its id; an upsert would make it again by itself. */
const BY_ID = new Set([
    'read',
    'entry',
    'findEntry',
    'activity',
    'findActivity',
    'deal',
    'findDeals',
]);
/**
 * Forgets a contact that somebody deleted in the CRM, so that it is made again with all that is known
 * of the person. False when it is not that: the refusal has another cause.
 */
function forgetDeleted(subject, { purpose, error, now }) {
    if (subject?.kind !== 'person' || subject.contactId === undefined)
        return false;
    if (!BY_ID.has(purpose.kind) || !isAboutContact(subject, purpose) || !saysGone(error))
        return false;
    if (now - (subject.goneAt ?? 0) < AGAIN_MS)
        return false;
    forgetContact(subject);
    subject.goneAt = now;
    return true;
}
/** The contact is another one from now on, or none: everything is to be told of it anew. */
function forgetContact(person) {
    delete person.contactId;
    delete person.existed;
    delete person.read;
    markAllWaiting(person);
    for (const name of Object.keys(person.accounts))
        person.accounts[name] = false;
    for (const tag of Object.keys(person.tags))
        person.tags[tag] = false;
}
/** A deal, an entry or another record can be gone as well; each is the matter of its own step. */
function isAboutContact(person, purpose) {
    if (purpose.kind === 'activity')
        return person.activities.some(({ key, target }) => key === purpose.key && !target);
    if (purpose.kind === 'deal')
        return person.deals[purpose.name]?.id === undefined;
    if (purpose.kind === 'entry')
        return person.visits.some(({ id, entry }) => id === purpose.visit && !entry);
    return true;
}
function saysGone({ status, messages }) {
    return (status === 404 ||
        messages.some((text) => /\b(?:targetable|contacts?)\b.*(?:exist|found)/i.test(text)));
}

/** What was read is written back within this time, or read again: someone may have changed it. */
const READ_KEPT_MS = 60_000;
/** More are refused by Freshsales. */
const MAX_ACCOUNTS = 10;
function planArrays(person, world) {
    const names = Object.keys(person.accounts).filter((name) => !person.accounts[name]);
    const tags = Object.keys(person.tags).filter((tag) => !person.tags[tag]);
    if (names.length === 0 && tags.length === 0)
        return { do: 'nothing' };
    if (!person.read || world.now - person.read.at > READ_KEPT_MS)
        return { do: 'read' };
    const wanted = [];
    for (const name of names) {
        const account = world.findAccount(name);
        if (!account || account.refused)
            continue;
        if (account.id === undefined)
            return { do: 'account', account };
        wanted.push(account);
    }
    const payload = {};
    const links = withAccounts(person.read.accounts, wanted);
    if (links.length > person.read.accounts.length)
        payload['sales_accounts'] = links;
    const allTags = [...new Set([...person.read.tags, ...tags])];
    if (allTags.length > person.read.tags.length)
        payload['tags'] = allTags;
    const problems = wanted.filter(({ id }) => !links.some((link) => link.id === id)).map(noRoom$1);
    return { do: 'replace', payload, links: names, tags, problems };
}
function settleArrays(person, sent) {
    for (const name of sent.links ?? [])
        person.accounts[name] = true;
    for (const tag of sent.tags ?? [])
        person.tags[tag] = true;
    if (sent.links || sent.tags)
        delete person.read;
}
/** Takes the arrays from an answer that holds the contact. */
function readArrays(person, { status, body }, now) {
    const contact = body['contact'];
    const isCreated = status === 201;
    if (!contact || (!isCreated && !contact.sales_accounts))
        return;
    person.read = {
        accounts: (contact.sales_accounts ?? []).map((link) => ({
            id: link.id,
            is_primary: link.is_primary === true,
        })),
        tags: contact.tags ?? [],
        at: now,
    };
}
function noRoom$1({ name }) {
    const reason = `not linked: Freshsales links a contact to ${MAX_ACCOUNTS} accounts at most`;
    return { field: 'sales_accounts', reason, value: name };
}
/** The links to be. The first account is the primary one and stays it. */
function withAccounts(links, wanted) {
    const all = [...links];
    for (const { id } of wanted)
        if (id !== undefined && all.length < MAX_ACCOUNTS && !all.some((link) => link.id === id))
            all.push({ id, is_primary: all.length === 0 });
    return all;
}

/**
 * The contact itself: one upsert by e-mail carries every field that waits, and reads on the way which
 * accounts and tags the contact has; a second one replaces those with ours added.
 */
function planContact(person, world) {
    const { email } = person;
    if (!email)
        return undefined;
    const arrays = planArrays(person, world);
    if (!isNew(person) && !hasFieldsWaiting(person)) {
        if (arrays.do === 'nothing')
            return undefined;
        if (arrays.do === 'account')
            return arrays;
        if (arrays.do === 'read' && person.contactId !== undefined)
            return callStep({ kind: 'read' }, getContact(person.contactId, ['sales_accounts']));
    }
    const values = { fields: waitingFields(person), custom: waitingValues(person.custom) };
    const resolution = resolve('contact', values.fields, values.custom, world.catalog);
    const list = planList(resolution, world);
    if (list)
        return list;
    const { payload, leftOut } = resolution;
    const replaced = arrays.do === 'replace' ? arrays : undefined;
    const problems = [...resolution.problems, ...(replaced?.problems ?? [])];
    const contact = { ...payload, ...replaced?.payload };
    const purpose = {
        kind: 'contact',
        values: { ...values, leftOut },
        ...(replaced && { links: replaced.links, tags: replaced.tags }),
    };
    if (person.emailMoved && person.contactId !== undefined)
        return callStep(purpose, updateContact(person.contactId, { ...contact, emails: email }), {
            problems,
        });
    if (Object.keys(contact).length === 0 && !isNeeded(person, values))
        return { do: 'settle', purpose, problems };
    const include = arrays.do === 'read' ? { include: 'sales_accounts' } : {};
    return callStep(purpose, upsertContact({ email, contact, ...include }), { problems });
}
/** How someone first came is told of a contact that is new, and never changed in one that was there. */
function waitingFields(person) {
    const fields = waitingValues(person.fields);
    if (person.existed === undefined)
        for (const name of SET_ONCE_FIELDS)
            delete fields[name];
    return fields;
}
/** A contact without any field is made for what hangs on it, but not for a value that could not be sent. */
function isNeeded(person, { fields, custom }) {
    if (!isNew(person))
        return false;
    const isUnsendable = Object.keys(fields).length + Object.keys(custom).length > 0;
    return !isUnsendable || hasMappedWaiting(person) || person.visits.length > 0;
}
const contact = {
    settle(person, purpose, outcome) {
        // Made although there was one: that one was deleted, and what it had is told anew.
        if (person.contactId !== undefined && outcome.answer?.status === 201)
            forgetContact(person);
        settleValues(person, purpose.values, outcome.now);
        settleArrays(person, purpose);
        delete person.emailMoved;
        if (!outcome.answer)
            return [];
        noteRecord(person, outcome);
        return outcome.call ? findIgnored(outcome.call, outcome.answer) : [];
    },
    refuse(person, purpose) {
        // Another contact has the new address: from now on this person is that contact.
        if (person.emailMoved) {
            delete person.emailMoved;
            delete person.contactId;
            delete person.read;
            return undefined;
        }
        markDelivered(person.fields, purpose.values.fields);
        markDelivered(person.custom, purpose.values.custom);
        settleArrays(person, purpose);
        if (isNew(person))
            person.refused = true;
        return undefined;
    },
};
const read$1 = {
    settle(person, _purpose, { answer, now }) {
        if (answer)
            readArrays(person, answer, now);
        return [];
    },
    /** The contact cannot be read: the next upsert finds or makes it. */
    refuse(person) {
        delete person.contactId;
        delete person.read;
        return undefined;
    },
};
/** Remembers the record's id, and gives a contact that is new its defaults; what the site said goes first. */
function noteRecord(person, { answer, now, config }) {
    if (!answer)
        return;
    const record = answer.body['contact'];
    const isCreated = answer.status === 201;
    if (typeof record?.id === 'number')
        person.contactId = record.id;
    person.existed ??= !isCreated;
    if (person.existed)
        markDelivered(person.fields, onlyOnce(person));
    readArrays(person, answer, now);
    if (isCreated)
        stampDefaults(person, config.defaults);
}
const onlyOnce = (person) => Object.fromEntries(Object.entries(waitingValues(person.fields)).filter(([name]) => SET_ONCE_FIELDS.has(name)));
/** The oldest of all values: whatever the site says, at any time, is newer. */
function stampDefaults(person, defaults) {
    for (const [name, value] of Object.entries(defaults))
        if (!person.fields[name])
            person.fields[name] = { value, at: 0 };
}

/** Deals are known by their name within a person; Freshsales has no identifier for them that could be trusted. */
function planDeal(person, world) {
    const { contactId } = person;
    if (contactId === undefined)
        return undefined;
    const [name, deal] = Object.entries(person.deals).find(([, each]) => isDealWaiting(each)) ?? [];
    if (name === undefined || !deal)
        return undefined;
    if (deal.id === undefined && (isUnsure(person, mark$1(name)) || (person.existed && !deal.looked)))
        return callStep({ kind: 'findDeals', name }, getContact(contactId, ['deals']));
    const account = deal.account === undefined ? undefined : world.findAccount(deal.account);
    if (account && account.id === undefined && !account.refused)
        return { do: 'account', account };
    const values = { fields: waitingValues(deal.fields), custom: waitingValues(deal.custom) };
    const resolution = resolve('deal', values.fields, values.custom, world.catalog);
    const list = planList(resolution, world);
    if (list)
        return list;
    const { payload, problems, leftOut } = resolution;
    const purpose = { kind: 'deal', name, values: { ...values, leftOut } };
    if (deal.id !== undefined)
        return Object.keys(payload).length === 0
            ? { do: 'settle', purpose, problems }
            : callStep(purpose, updateDeal(deal.id, payload), { problems });
    const linked = {
        name,
        ...payload,
        contacts_added_list: [contactId],
        ...(account?.id !== undefined && { sales_account_id: account.id }),
    };
    return callStep(purpose, createDeal(linked), { problems, once: mark$1(name) });
}
const deal = {
    settle(person, { name, values }, { answer, now }) {
        const deal = person.deals[name];
        if (!deal)
            return [];
        settleValues(deal, values, now);
        const record = answer?.body['deal'];
        if (typeof record?.id === 'number')
            deal.id = record.id;
        return [];
    },
    refuse(person, { name, values }) {
        const deal = person.deals[name];
        if (deal?.id === undefined)
            delete person.deals[name];
        else {
            markDelivered(deal.fields, values.fields);
            markDelivered(deal.custom, values.custom);
        }
        return deal && { deal };
    },
};
const findDeals = {
    settle(person, { name }, { answer }) {
        settleUnsure(person, mark$1(name));
        const deal = person.deals[name];
        if (!deal || !answer)
            return [];
        const contact = answer.body['contact'];
        const deals = (answer.body['deals'] ?? contact?.['deals'] ?? []);
        const found = deals.find((each) => each.name === name);
        if (found)
            deal.id = found.id;
        deal.looked = true;
        return [];
    },
    refuse(person, { name }) {
        settleUnsure(person, mark$1(name));
        const deal = person.deals[name];
        if (deal)
            deal.looked = true;
        return undefined;
    },
};
const mark$1 = (name) => `deal:${name}`;

const HTML = new Map([
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['"', '&quot;'],
]);
/** A visitor's text in one line of at most so many characters, harmless as HTML. */
function plain(text, maxCharacters) {
    const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
    const characters = [...line];
    const short = characters.length > maxCharacters ? `${characters.slice(0, maxCharacters - 1).join('')}…` : line;
    return short.replace(/[&<>"]/g, (character) => HTML.get(character) ?? character);
}

const PART_CHARACTERS = 60;
/** Where the person came from: the campaign if there was one, else the site that linked here; unknown where no page was seen. */
function arrival({ campaign, referrer, pages }) {
    if (campaign?.source) {
        const channel = [campaign.source, campaign.medium].filter((part) => part !== undefined && part !== '');
        const details = [
            ...(campaign.name ? [`campaign ${part(campaign.name)}`] : []),
            ...(campaign.term ? [`keyword ${part(campaign.term)}`] : []),
        ];
        const from = `Came from ${channel.map((text) => part(String(text))).join(' / ')}`;
        return [[from, ...details].join(', ')];
    }
    const host = referrer && /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(referrer)?.[1];
    if (host)
        return [`Came from ${part(host)}`];
    return pages.length > 0 ? ['Came directly'] : [];
}
function part(text) {
    return plain(text, PART_CHARACTERS);
}

/** As many as a visit keeps: what was tracked is not left out. */
const MAX_EVENTS = 50;
const MAX_PROPERTIES = 12;
/** Fifty such lines stay well below what a note may hold. */
const LINE_CHARACTERS = 400;
const NAME_CHARACTERS = 60;
const KEY_CHARACTERS = 30;
const VALUE_CHARACTERS = 100;
/** What the person did: the events in their order, with what they were about. */
function eventLines({ events, pages }) {
    const told = new Set(pages.map(({ url }) => url));
    return events
        .slice(0, MAX_EVENTS)
        .map((event) => `→ ${plain(event.name, NAME_CHARACTERS)}${about(event, told)}`)
        .map(shorten$1);
}
/** Never within a character or within what stands for one in HTML. */
function shorten$1(line) {
    if (line.length <= LINE_CHARACTERS)
        return line;
    return `${line.slice(0, LINE_CHARACTERS).replace(/&[a-z]*$|[\ud800-\udbff]$/, '')}…`;
}
const isWorthTelling = (value) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
/** What a line above tells already, the address of a page, is not said again. */
function about({ properties }, known) {
    const told = Object.entries(properties)
        .filter(([key, value]) => key.trim() !== '' && isWorthTelling(value) && !known.has(value))
        .slice(0, MAX_PROPERTIES)
        .map(([key, value]) => `${plain(key, KEY_CHARACTERS)}: ${plain(written(value), VALUE_CHARACTERS)}`);
    return told.length === 0 ? '' : ` (${told.join(', ')})`;
}
function written(value) {
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A visit that looks at more pages than this is told in number from here on. */
const MAX_PAGES = 25;
const TITLE_CHARACTERS = 70;
const PATH_CHARACTERS = 60;
/** The pages in the order they were first looked at, each once with its count. */
function pageLines(pages) {
    return pages
        .slice(0, MAX_PAGES)
        .map((page) => `• ${label(page)}${page.views > 1 ? ` ×${page.views}` : ''}`);
}
/** Title and path: a path alone says little to a rep, a title alone may be the same on every page. A screen of an app has a name only. */
function label({ url, title = '' }) {
    const path = plain(readable(pathOf(url)), PATH_CHARACTERS);
    const name = plain(title, TITLE_CHARACTERS);
    return name === '' || name === path ? path : `${name} (${path})`;
}
/** Without the query, which may hold what is nobody's business. */
function pathOf(url) {
    const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?].*$|#(?![/!]).*$/, '');
    return path === '' ? '/' : path;
}
/** `/%C3%BCber-uns` is `/über-uns` to people. */
function readable(path) {
    try {
        return decodeURIComponent(path);
    }
    catch {
        // Not every address is encoded well; then it is shown as it came.
        return path;
    }
}

const MINUTE_MS$2 = 60_000;
const HOUR_MINUTES = 60;
/** `5 May 2026, 10:04 UTC`. One zone for all readers: the account's own is not known here. */
function clock(at) {
    return `${day(at)}, ${new Date(at).toISOString().slice(11, 16)} UTC`;
}
/** `5 May 2026`. */
function day(at) {
    return new Date(at).toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        timeZone: 'UTC',
    });
}
/** ` for 12 minutes`, or nothing for a single look. */
function duration(milliseconds) {
    const minutes = Math.round(milliseconds / MINUTE_MS$2);
    if (minutes < 1)
        return '';
    if (minutes < HOUR_MINUTES)
        return ` for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
    const rest = minutes % HOUR_MINUTES;
    return ` for ${Math.floor(minutes / HOUR_MINUTES)} h${rest === 0 ? '' : ` ${rest} min`}`;
}

/** When the person was there, and for how long. A server's events alone are no visit to the site. */
function stay({ startedAt, lastSeenAt, pages, joined = 1 }) {
    if (joined > 1)
        return `Visited the site ${joined} times from ${day(startedAt)} to ${day(lastSeenAt)}`;
    const what = pages.length > 0 ? 'Visited the site' : 'Was active';
    return `${what} on ${clock(startedAt)}${duration(lastSeenAt - startedAt)}`;
}

/** Freshsales refuses a longer title. */
const MAX_TITLE_CHARACTERS = 120;
/** What a person did on the site: a line for when, one for where from, one for each page and event. */
function describeVisit(visit) {
    const views = visit.pages.reduce((sum, page) => sum + page.views, 0);
    const counts = [count$1(views, 'page view'), count$1(visit.events.length, 'event')].filter((text) => text !== '');
    const lines = [
        stay(visit),
        ...arrival(visit),
        ...pageLines(visit.pages),
        ...eventLines(visit),
        ...leftOut(visit),
        visitReference(visit.id),
    ];
    return {
        title: `Website visit: ${counts.join(', ') || 'no page'}`.slice(0, MAX_TITLE_CHARACTERS),
        text: lines.join('\n'),
    };
}
/** The last line of an entry: whoever finds it in the CRM knows that this visit is there already. */
function visitReference(id) {
    return `Visit ${plain(id.slice(-12), 64)}`;
}
/** Pages and events beyond those listed, in one line. */
function leftOut({ pages, events, more = 0 }) {
    const left = Math.max(0, pages.length - MAX_PAGES) + Math.max(0, events.length - MAX_EVENTS) + more;
    return left === 0 ? [] : [`… and ${left} more`];
}
function count$1(number, what) {
    return number === 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** A visit's entry in the timeline: a note, or a sales activity, written once and updated when the visit is over. */
function planEntry(person, world) {
    const id = person.contactId ?? person.leadId;
    if (id === undefined)
        return undefined;
    const visit = person.visits.find((each) => isDue(each, person, world.now));
    if (!visit)
        return undefined;
    const target = { type: person.contactId === undefined ? 'Lead' : 'Contact', id };
    const told = itemsOf(visit);
    const once = mark(visit.id);
    if (isUnsure(person, once) && target.type === 'Contact') {
        const find = world.config.timeline === 'activity' ? findActivities(id) : findNotes(id);
        return callStep({ kind: 'findEntry', visit: visit.id }, find);
    }
    const purpose = { kind: 'entry', visit: visit.id, told };
    const { title, text } = describeVisit(visit);
    if (world.config.timeline === 'activity') {
        const { resolution, list } = resolveActivity(visit, { title, text }, world);
        if (list)
            return list;
        // Without a type of that name in the account there is no activity; a note still tells it all.
        if (resolution.incomplete.length === 0)
            return visit.entry
                ? callStep(purpose, updateActivity(visit.entry.id, resolution.payload))
                : callStep(purpose, createActivity({ activity: resolution.payload, target }), { once });
    }
    return visit.entry
        ? callStep(purpose, updateNote(visit.entry.id, text))
        : callStep(purpose, createNote({ description: text, target }), { once });
}
const entry = {
    settle(person, { visit, told }, { answer }) {
        const state = person.visits.find((each) => each.id === visit);
        const id = idOf(answer) ?? state?.entry?.id;
        if (state && id !== undefined)
            state.entry = { id, told };
        return [];
    },
    /** An entry that was deleted in the CRM is written anew; one that was never taken is given up. */
    refuse(person, { visit }) {
        const state = person.visits.find((each) => each.id === visit);
        if (state?.entry) {
            delete state.entry;
            return undefined;
        }
        person.visits = person.visits.filter((each) => each.id !== visit);
        return state && { visit: state };
    },
};
const findEntry = {
    settle(person, { visit }, { answer }) {
        settleUnsure(person, mark(visit));
        const state = person.visits.find((each) => each.id === visit);
        const entries = (answer?.body['notes'] ?? answer?.body['activities'] ?? []);
        const found = entries.find((each) => String(each['description'] ?? each['notes'] ?? '').includes(visitReference(visit)));
        // More may have come in since it was written, so it is written once more when the visit is over.
        if (state && found)
            state.entry = { id: Number(found['id']), told: 0 };
        return [];
    },
    refuse(person, { visit }) {
        settleUnsure(person, mark(visit));
        return undefined;
    },
};
const mark = (visit) => `entry:${visit}`;
function isDue(visit, person, now) {
    const dueAt = entryDueAt(visit, person);
    return dueAt !== undefined && dueAt <= now;
}
function resolveActivity(visit, { title, text }, world) {
    const fields = {
        title,
        notes: text,
        start_date: new Date(visit.startedAt).toISOString(),
        end_date: new Date(visit.lastSeenAt).toISOString(),
        sales_activity_type_id: world.config.activityType ?? '',
    };
    const resolution = resolve('activity', fields, {}, world.catalog);
    return { resolution, list: planList(resolution, world) };
}
function idOf(answer) {
    const record = (answer?.body['note'] ?? answer?.body['sales_activity']);
    return typeof record?.id === 'number' ? record.id : undefined;
}

/** A lead has room for one company and one deal: the first ones; a second would be written over them. */
function planLeadParts(person, world) {
    const accounts = Object.keys(person.accounts).filter((name) => !person.accounts[name]);
    const deals = Object.keys(person.deals).filter((name) => isWaitingDeal(person, name));
    const [company] = Object.keys(person.accounts);
    const [deal] = Object.keys(person.deals);
    const parts = { payload: {}, accounts, deals, problems: [] };
    if (company !== undefined && accounts.includes(company))
        addCompany(parts, company, world);
    if (deal !== undefined && deals.includes(deal))
        addDeal(parts, { person, name: deal }, world);
    parts.problems.push(...accounts.filter((name) => name !== company).map((name) => noRoom('company', name)), ...deals.filter((name) => name !== deal).map((name) => noRoom('deal', name)));
    return parts;
}
function isWaitingDeal({ deals }, name) {
    const deal = deals[name];
    return deal !== undefined && isDealWaiting(deal);
}
/** The account has a record as well, where its custom fields go and what is wrong with it is told. */
function addCompany(parts, name, world) {
    const fields = allValues(world.findAccount(name)?.fields ?? {});
    const resolution = resolve('account', fields, {}, world.catalog);
    parts.list ??= planList(resolution, world);
    parts.payload.company = leadCompany({ name, ...resolution.payload });
}
function addDeal(parts, { person, name }, world) {
    const { fields = {}, custom = {} } = person.deals[name] ?? {};
    const resolution = resolve('deal', waitingValues(fields), {}, world.catalog);
    parts.list ??= planList(resolution, world);
    const deal = leadDeal({ name, ...resolution.payload });
    parts.payload.deal = deal;
    const lost = [...Object.keys(resolution.payload), ...Object.keys(waitingValues(custom))].filter((field) => !Object.hasOwn(deal, field));
    const reason = 'left out: the deal of a lead has no such field';
    parts.problems.push(...resolution.problems, ...lost.map((field) => ({ field: `deal.${field}`, reason })));
}
function noRoom(field, name) {
    const reason = `left out: a lead has room for one ${field}; it comes when the person is a contact`;
    return { field, reason, value: name };
}

/**
 * Classic accounts: people begin as leads, with their company and deal inside. There is no upsert
 * for leads, so one is looked for by e-mail before it is made.
 */
function planLead(person, world) {
    const { email } = person;
    if (!email)
        return undefined;
    const parts = planLeadParts(person, world);
    const { accounts, deals } = parts;
    const isNew = person.leadId === undefined;
    if (!isNew && !hasFieldsWaiting(person) && !accounts.length && !deals.length)
        return undefined;
    if (isNew && (!person.looked || isUnsure(person, MARK)))
        return callStep({ kind: 'findLead' }, findLead$1(email));
    if (isNew)
        stampDefaults(person, world.config.defaults);
    const values = { fields: waitingValues(person.fields), custom: waitingValues(person.custom) };
    const { payload, leftOut, ...resolution } = resolve('lead', values.fields, values.custom, world.catalog);
    const list = planList(resolution, world) ?? parts.list;
    if (list)
        return list;
    const problems = [...resolution.problems, ...parts.problems];
    const purpose = { kind: 'lead', values: { ...values, leftOut }, accounts, deals };
    const lead = { ...payload, ...parts.payload };
    if (person.leadId === undefined)
        return callStep(purpose, createLead({ email, ...lead }), { problems, once: MARK });
    return Object.keys(lead).length === 0
        ? { do: 'settle', purpose, problems }
        : callStep(purpose, updateLead(person.leadId, { email, ...lead }), { problems });
}
const lead = {
    settle(person, purpose, { answer, now }) {
        done(person, purpose);
        settleValues(person, purpose.values, now);
        const record = answer?.body['lead'];
        if (typeof record?.id === 'number')
            person.leadId = record.id;
        return [];
    },
    refuse(person, purpose) {
        done(person, purpose);
        if (person.leadId === undefined)
            person.refused = true;
        return undefined;
    },
};
const findLead = {
    settle(person, _purpose, { answer }) {
        person.looked = true;
        settleUnsure(person, MARK);
        const leads = answer?.body['leads'];
        const id = Number(leads?.leads?.[0]?.['id']);
        if (Number.isSafeInteger(id))
            person.leadId = id;
        return [];
    },
    refuse(person) {
        settleUnsure(person, MARK);
        person.looked = true;
        return undefined;
    },
};
const MARK = 'lead';
/** The first company and deal travel with the lead, the others wait until the person is a contact. */
function done(person, { values, accounts, deals }) {
    markDelivered(person.fields, values.fields);
    markDelivered(person.custom, values.custom);
    for (const name of accounts)
        person.accounts[name] = true;
    for (const name of deals) {
        const deal = person.deals[name];
        if (!deal)
            continue;
        deal.id ??= 0;
        markDelivered(deal.fields, waitingValues(deal.fields));
        markDelivered(deal.custom, waitingValues(deal.custom));
    }
}

/** With `TIMELINE=tracking` each page view and event goes to Freshsales' tracking API on its own. */
function planTracked(person, _world) {
    const identifier = person.userId ?? person.email;
    const [next] = person.tracked ?? [];
    if (!identifier || !next)
        return undefined;
    if (!person.isVisitor)
        return callStep({ kind: 'tracked', count: 0 }, trackVisitor(identifier, { Email: person.email ?? identifier }));
    const call = next.object === 'page'
        ? trackPageView(identifier, { url: next.url ?? next.name ?? '' })
        : trackEvent(identifier, { name: next.name, properties: next.properties });
    return callStep({ kind: 'tracked', count: 1 }, call);
}
const tracked = {
    settle(person, { count }) {
        person.isVisitor = true;
        person.tracked = (person.tracked ?? []).slice(count);
        return [];
    },
    refuse(person) {
        const [tracked, ...rest] = person.tracked ?? [];
        person.tracked = rest;
        return tracked && { tracked };
    },
};

/**
 * The next thing to do about a subject: one Freshsales call, made of everything that can travel in
 * it. Planned anew after each answer, so nothing is ever sent from an outdated plan. Pure.
 */
function plan(subject, world) {
    if (subject.kind === 'account')
        return planAccount(subject, world);
    const record = subject.refused ? undefined : planRecord(subject, world);
    if (record)
        return record;
    for (const planNext of FOLLOWING) {
        const step = planNext(subject, world);
        if (step)
            return step;
    }
    return undefined;
}
/** What hangs on a person's record, in the order of its worth. */
const FOLLOWING = [planDeal, planActivity, planTracked, planEntry];
function planRecord(person, world) {
    const isLead = world.config.domain.generation === 'classic' && !person.asContact;
    return isLead && person.contactId === undefined
        ? planLead(person, world)
        : planContact(person, world);
}

/** What is counted by minute and by hour. Calls to Freshsales are not here: the budget counts them. */
const KINDS = ['accepted', 'delivered', 'repaired', 'retrying', 'refused'];
const MINUTE_MS$1 = 60_000;
const HOUR_MS$1 = 3_600_000;
/** How far back each is kept. */
const KEPT = { minutes: 60, hours: 24 };
/** What the operator reads in the chart for each outcome of a call; a dry run delivers nothing. */
const KIND_OF = {
    delivered: 'delivered',
    repaired: 'repaired',
    retrying: 'retrying',
    throttled: 'retrying',
    account: 'retrying',
    refused: 'refused',
    planned: undefined,
};
function countOutcome(sql, outcome, at) {
    const kind = KIND_OF[outcome];
    if (kind)
        count(sql, [{ kind, at, times: 1 }], at);
}
function countAccepted(sql, requests, now) {
    const additions = requests.map(({ receivedAt, events }) => ({
        kind: 'accepted',
        at: receivedAt,
        times: events.length,
    }));
    count(sql, additions, now);
}
/** What was counted in the minute or the hour of that number since the epoch. */
function createFlowReader(sql) {
    const flow = readFlow$1(sql);
    return (unit, slot) => {
        const counts = flow[unit][slot] ?? [];
        const [accepted = 0, delivered = 0, repaired = 0, retrying = 0, refused = 0] = counts;
        return { accepted, delivered, repaired, retrying, refused };
    };
}
function count(sql, additions, now) {
    const flow = readFlow$1(sql);
    for (const { kind, at, times } of additions) {
        add(flow.minutes, Math.floor(at / MINUTE_MS$1), kind, times);
        add(flow.hours, Math.floor(at / HOUR_MS$1), kind, times);
    }
    forgetBefore(flow.minutes, Math.floor(now / MINUTE_MS$1) - KEPT.minutes);
    forgetBefore(flow.hours, Math.floor(now / HOUR_MS$1) - KEPT.hours);
    writeState(sql, 'flow', flow);
}
const readFlow$1 = (sql) => readState(sql, 'flow', { minutes: {}, hours: {} });
function add(slots, slot, kind, times) {
    const counts = slots[slot] ?? KINDS.map(() => 0);
    const index = KINDS.indexOf(kind);
    counts[index] = (counts[index] ?? 0) + times;
    slots[slot] = counts;
}
function forgetBefore(slots, oldest) {
    for (const slot of Object.keys(slots))
        if (Number(slot) <= oldest)
            delete slots[slot];
}

/** Names that programs rely on; docs/operations.md says what each means. */
const EVENT_OF = {
    delivered: 'call_delivered',
    repaired: 'call_repaired',
    retrying: 'call_retrying',
    throttled: 'call_throttled',
    account: 'key_refused',
    refused: 'call_refused',
    planned: 'call_planned',
};
const KEY_BYTES = 32;
const PSEUDONYM_BYTES = 8;
/**
 * One line a call, without personal data: what Freshsales said and what a field held stay in the
 * console. The person is a keyed hash, since a plain one of an e-mail address can be guessed.
 */
function logDelivery(sql, delivery) {
    const { outcome, purpose, status, took, problems, who } = delivery;
    const line = {
        event: EVENT_OF[outcome],
        purpose,
        ...(status !== undefined && { status }),
        ...(took !== undefined && { ms: took }),
        ...(problems.length > 0 && { fields: problems.map(({ field }) => field) }),
    };
    if (who === undefined)
        console.log(JSON.stringify(line));
    else
        pseudonymOf(logKey(sql), who).then((person) => console.log(JSON.stringify({ ...line, person })), (error) => console.error(JSON.stringify({ event: 'log_failed', error: String(error) })));
}
/** Other things that happen to an outbox; `details` must hold no personal data. */
function logEvent(event, details = {}) {
    console.log(JSON.stringify({ event, ...details }));
}
/** What the log calls a person: the first 16 hexadecimal digits of a keyed SHA-256. */
async function pseudonymOf(key, who) {
    const bytes = new TextEncoder();
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const secret = await crypto.subtle.importKey('raw', bytes.encode(key), algorithm, false, ['sign']);
    const hash = await crypto.subtle.sign('HMAC', secret, bytes.encode(who));
    return toHex(new Uint8Array(hash).subarray(0, PSEUDONYM_BYTES));
}
/** Made once per outbox; it never leaves it. */
function logKey(sql) {
    const known = readState(sql, 'logKey', null);
    if (known !== null)
        return known;
    const key = toHex(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
    writeState(sql, 'logKey', key);
    return key;
}
const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The newest deliveries that the console can show. */
const KEPT_DELIVERIES = 2_000;
/** An answer is kept for reading, not as a copy of the CRM. */
const KEPT_ANSWER_CHARACTERS = 4_000;
/** Notes it, counts it and logs it. */
function noteDelivery(sql, noted) {
    const delivery = named(sql, noted);
    const { at, subject, outcome } = delivery;
    const answer = delivery.answer === undefined ? undefined : shorten(delivery.answer);
    const record = JSON.stringify({ ...delivery, ...(answer !== undefined && { answer }) });
    const [row] = sql
        .exec('INSERT INTO delivery (at, subject, outcome, record) VALUES (?, ?, ?, ?) RETURNING id', at, subject, outcome, record)
        .toArray();
    if (row)
        sql.exec('DELETE FROM delivery WHERE id <= ?', row.id - KEPT_DELIVERIES);
    countOutcome(sql, outcome, at);
    logDelivery(sql, delivery);
}
function noteDeadLetter(sql, letter) {
    sql.exec('INSERT INTO dead_letter (at, subject, reason, record) VALUES (?, ?, ?, ?)', letter.at, letter.subject, letter.reason, JSON.stringify(named(sql, letter)));
}
/** Written beside the subject's number, since subjects are merged and forgotten. */
function named(sql, noted) {
    const [row] = sql
        .exec("SELECT IFNULL(state ->> '$.email', state ->> '$.name') AS who FROM subject WHERE id = ?", noted.subject)
        .toArray();
    return row?.who ? { ...noted, who: row.who } : noted;
}
function shorten(answer) {
    const text = JSON.stringify(answer);
    return text.length > KEPT_ANSWER_CHARACTERS ? `${text.slice(0, KEPT_ANSWER_CHARACTERS)}…` : answer;
}

function readSubjectRow(sql, id) {
    const [row] = sql
        .exec('SELECT state, priority, due_at, waiting_since FROM subject WHERE id = ?', id)
        .toArray();
    if (!row)
        return undefined;
    const { state, priority, due_at: dueAt, waiting_since: waitingSince } = row;
    return { state, place: { priority, dueAt, waitingSince } };
}
/**
 * Writes a subject with the time and the urgency of its next step. One that keeps its place is one
 * row: SQLite writes an index entry anew for every indexed column that a statement names, also for
 * the same value.
 */
function writeSubjectRow(sql, { id, subject, before, now }) {
    const { priority, dueAt } = urgency(subject, now);
    const place = { priority, dueAt, waitingSince: subject.waitingSince ?? null };
    const state = JSON.stringify(subject);
    if (before && isSame(before, place)) {
        sql.exec('UPDATE subject SET state = ? WHERE id = ?', state, id);
        return place;
    }
    sql.exec(`INSERT INTO subject (id, state, priority, due_at, waiting_since) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, priority = excluded.priority,
       due_at = excluded.due_at, waiting_since = excluded.waiting_since`, id, state, place.priority, place.dueAt, place.waitingSince);
    return place;
}
function isSame(one, other) {
    return (one.priority === other.priority &&
        one.dueAt === other.dueAt &&
        one.waitingSince === other.waitingSince);
}

/**
 * The people and accounts of the outbox, by id and by identity key. Changes are kept in memory until
 * `save`, so that a pass over many events writes each row once; callers wrap it in a transaction.
 */
class Subjects {
    #sql;
    #now;
    #loaded = new Map();
    #places = new Map();
    #changed = new Set();
    #ids = new Map();
    #keys = new Map();
    #nextId;
    constructor(sql, now) {
        this.#sql = sql;
        this.#now = now;
    }
    byId(id) {
        const loaded = this.#loaded.get(id);
        if (loaded)
            return loaded;
        const row = readSubjectRow(this.#sql, id);
        if (!row)
            return undefined;
        const subject = parseKept(row.state);
        if (!subject) {
            this.#setAside(id, row.state);
            return undefined;
        }
        this.#places.set(id, row.place);
        return this.#keep(id, revive(subject));
    }
    byKey(key) {
        if (!this.#keys.has(key)) {
            const [row] = this.#sql
                .exec('SELECT subject FROM identity WHERE key = ?', key)
                .toArray();
            this.#keys.set(key, row?.subject);
        }
        const id = this.#keys.get(key);
        return id === undefined ? undefined : this.byId(id);
    }
    idOf(subject) {
        const id = this.#ids.get(subject);
        if (id === undefined)
            throw new Error('subjects: not one of this store');
        return id;
    }
    holds(subject) {
        const id = this.#ids.get(subject);
        return id !== undefined && this.#loaded.get(id) === subject;
    }
    person(key) {
        const found = this.byKey(key);
        return found?.kind === 'person' ? found : undefined;
    }
    account(name, now) {
        const known = this.findAccount(name);
        if (known)
            return known;
        const account = createAccount(name, now);
        this.#add(account);
        this.point(accountKey(name), account);
        return account;
    }
    findAccount(name) {
        const found = this.byKey(accountKey(name));
        return found?.kind === 'account' ? found : undefined;
    }
    createPerson(now) {
        const person = createPerson(now);
        this.#add(person);
        return person;
    }
    /** From now on `key` means this subject. */
    point(key, subject) {
        const before = this.byKey(key);
        if (before === subject)
            return;
        if (before) {
            before.keys = before.keys.filter((each) => each !== key);
            this.touch(before);
        }
        if (!subject.keys.includes(key))
            subject.keys.push(key);
        this.#keys.set(key, this.idOf(subject));
        this.#sql.exec('INSERT OR REPLACE INTO identity VALUES (?, ?)', key, this.idOf(subject));
        this.touch(subject);
    }
    /** Marks a subject as changed, to be written by `save`. */
    touch(subject) {
        this.#changed.add(this.idOf(subject));
    }
    remove(subject) {
        const id = this.idOf(subject);
        for (const key of subject.keys) {
            this.#sql.exec('DELETE FROM identity WHERE key = ?', key);
            this.#keys.set(key, undefined);
        }
        this.#sql.exec('DELETE FROM subject WHERE id = ?', id);
        this.#loaded.delete(id);
        this.#changed.delete(id);
        // Its number may be given to the next one, whose row does not exist yet.
        this.#places.delete(id);
    }
    /** Writes what changed, each with the time and the urgency of its next step. */
    save() {
        for (const id of this.#changed) {
            const subject = this.#loaded.get(id);
            if (!subject)
                continue;
            const before = this.#places.get(id);
            const row = { id, subject, now: this.#now, ...(before && { before }) };
            this.#places.set(id, writeSubjectRow(this.#sql, row));
        }
        this.#changed.clear();
    }
    /** One row that became unreadable must not hold up the others: whoever it was is known anew when they come again. */
    #setAside(id, state) {
        this.#sql.exec('DELETE FROM identity WHERE subject = ?', id);
        this.#sql.exec('DELETE FROM subject WHERE id = ?', id);
        const reason = 'This record of the outbox could not be read.';
        noteDeadLetter(this.#sql, { at: this.#now, subject: id, reason, state });
    }
    #add(subject) {
        this.#nextId ??= this.#highestId() + 1;
        this.#keep(this.#nextId++, subject);
        this.touch(subject);
    }
    #highestId() {
        const [row] = this.#sql
            .exec('SELECT MAX(id) AS id FROM subject')
            .toArray();
        return row?.id ?? 0;
    }
    #keep(id, subject) {
        this.#loaded.set(id, subject);
        this.#ids.set(subject, id);
        return subject;
    }
}
/** Account names differ only by case on the site far more often than in the CRM. */
const accountKey = (name) => `g:${name.trim().toLowerCase()}`;

/** The people and what planning for them may look at, as they are now. */
function openWorld({ storage, config, lists, now }) {
    const subjects = new Subjects(storage.sql, now());
    const world = {
        now: now(),
        config,
        catalog: lists.snapshot(now()),
        findAccount: (name) => subjects.findAccount(name),
    };
    return { subjects, world };
}

/** Fewer than this are sent one by one: a lead should not have to wait for a job. */
const MIN_MEMBERS = 21;
/** More are refused by Freshsales. */
const MAX_MEMBERS = 100;
/** People whose next step is a plain upsert; whoever needs more than that goes the usual way. */
function gatherMembers(delivering) {
    const due = delivering.storage.sql
        .exec('SELECT id FROM subject WHERE priority <= ? AND due_at <= ? ORDER BY priority, due_at LIMIT ?', PRIORITY.identity, delivering.now(), MAX_MEMBERS)
        .toArray();
    if (due.length < MIN_MEMBERS)
        return [];
    const { subjects, world } = openWorld(delivering);
    const members = due.flatMap(({ id }) => {
        const subject = subjects.byId(id);
        return subject ? memberOf(id, subject, plan(subject, world)) : [];
    });
    return members.length < MIN_MEMBERS ? [] : members;
}
function memberOf(id, subject, step) {
    if (subject.kind !== 'person' || !subject.email || step?.do !== 'call')
        return [];
    const { purpose, call } = step;
    const contact = call.body?.['contact'];
    const isPlain = purpose.kind === 'contact' && !purpose.links && call.path === '/contacts/upsert';
    if (!isPlain || !isObject$1(contact))
        return [];
    return [{ subject: id, email: subject.email, contact, values: purpose.values }];
}

/** What each kind of call does to its subject once it is answered. Lists belong to nobody. */
const SETTLEMENTS = {
    account,
    activity,
    contact,
    deal,
    entry,
    findActivity,
    findDeals,
    findEntry,
    findLead,
    lead,
    read: read$1,
    tracked,
};
/** Freshsales took it: remembers what it told, and returns what got lost on the way. */
function settle(subject, purpose, outcome) {
    if (purpose.kind === 'list')
        return [];
    subject.attempts = 0;
    delete subject.retryAt;
    const lost = handlerOf(purpose).settle(subject, purpose, outcome);
    if (subject.kind === 'account' || !subject.problems)
        return lost;
    const earlier = subject.problems;
    delete subject.problems;
    return [...earlier, ...lost];
}
/** Freshsales refused it for good: takes it out of the way of everything else. */
function refuse(subject, purpose) {
    if (purpose.kind === 'list')
        return undefined;
    subject.attempts = 0;
    delete subject.retryAt;
    return handlerOf(purpose).refuse(subject, purpose);
}
/** The table above pairs each purpose with its own handler and subject; a table cannot say so in types. */
function handlerOf(purpose) {
    return SETTLEMENTS[purpose.kind];
}

/** Members do not go out alone for this long; a job that takes longer is given up. */
const HOLD_MS = 10 * 60_000;
const FIRST_POLL_MS = 1_000;
const LONGEST_POLL_MS = 60_000;
const MAX_POLLS = 14;
const readJob = (sql) => readState(sql, 'bulkJob', null);
function startJob(delivering, job) {
    writeState(delivering.storage.sql, 'bulkJob', job);
    holdMembers(delivering, job, delivering.now() + HOLD_MS);
}
/** Settles those that went through, or waits a little longer for the outcome. */
function jobAnswered(delivering, job, { body }) {
    const { results } = body;
    if (Array.isArray(results)) {
        for (const result of results)
            if (isObject$1(result))
                settleMember(delivering, job, result);
        endJob(delivering, job);
    }
    else if (job.polls >= MAX_POLLS)
        endJob(delivering, job);
    else {
        const pollAt = delivering.now() + Math.min(LONGEST_POLL_MS, FIRST_POLL_MS * 2 ** job.polls);
        writeState(delivering.storage.sql, 'bulkJob', { ...job, pollAt, polls: job.polls + 1 });
    }
}
/** Whoever is not settled goes out alone, and is mended or set aside there. */
function endJob(delivering, job) {
    writeState(delivering.storage.sql, 'bulkJob', null);
    holdMembers(delivering, job, undefined);
}
/** As if it had been sent alone. Someone new whose id is not told is not settled: the id is needed. */
function settleMember({ storage, config, now }, job, result) {
    const member = job.members[Number(result['index'])];
    if (!member || result['status'] === 'failed')
        return;
    const subjects = new Subjects(storage.sql, now());
    const subject = subjects.byId(member.subject);
    if (subject?.kind !== 'person')
        return;
    const id = Number(result['id'] ?? subject.contactId);
    if (!Number.isSafeInteger(id))
        return;
    const status = result['status'] === 'created' ? 201 : 200;
    const answer = { status, body: { contact: { id } } };
    const { values } = member;
    const problems = settle(subject, { kind: 'contact', values }, { now: now(), config, answer });
    subjects.touch(subject);
    subjects.save();
    noteDelivery(storage.sql, {
        at: now(),
        subject: member.subject,
        outcome: 'delivered',
        purpose: 'contact',
        call: bulkUpsertContacts([member]),
        status,
        answer: result,
        problems,
    });
}
function holdMembers({ storage, now }, { members }, until) {
    const subjects = new Subjects(storage.sql, now());
    for (const member of members) {
        const subject = subjects.byId(member.subject);
        if (!subject)
            continue;
        if (until === undefined)
            delete subject.retryAt;
        else
            subject.retryAt = until;
        subjects.touch(subject);
    }
    subjects.save();
}

/** After a bulk call that failed, contacts go one by one for this long. */
const OFF_MS = 3_600_000;
/**
 * With `BULK_UPSERT`, contacts that wait in numbers go out a hundred to a call. Freshsales carries
 * them out later and tells how each one went; whoever it does not tell of is sent alone.
 * Does the next thing about it, or says when to come again.
 */
async function bulkTurn(delivering, budget) {
    const { storage, config, now } = delivering;
    const affordable = affordableAt(budget, config, PRIORITY.identity, now());
    const job = readJob(storage.sql);
    if (job) {
        const due = Math.max(job.pollAt, affordable);
        if (due > now())
            return due;
        await poll(delivering, budget, job);
        return 'did';
    }
    const offUntil = readState(storage.sql, 'bulkOffUntil', 0);
    if (Math.max(affordable, offUntil) > now())
        return NEVER;
    const members = gatherMembers(delivering);
    if (members.length === 0)
        return NEVER;
    await sendMembers(delivering, budget, members);
    return 'did';
}
async function sendMembers(delivering, budget, members) {
    const answer = await send$2(delivering, budget, bulkUpsertContacts(members));
    const id = String(answer?.body['job_status_url'] ?? '')
        .split('/')
        .at(-1);
    const pollAt = delivering.now() + FIRST_POLL_MS;
    if (id)
        delivering.storage.transactionSync(() => startJob(delivering, { id, pollAt, polls: 0, members }));
    else
        turnOff(delivering);
}
async function poll(delivering, budget, job) {
    const answer = await send$2(delivering, budget, jobStatus(job.id));
    delivering.storage.transactionSync(() => {
        if (answer)
            jobAnswered(delivering, job, answer);
        else
            endJob(delivering, job);
    });
}
/** Nothing when it failed: bulk is a saving, so no failure of it is worth a second try. */
async function send$2(delivering, budget, call) {
    const { storage, client, now } = delivering;
    charge(budget, now());
    writeState(storage.sql, 'budget', budget);
    try {
        const answer = await client.send(call);
        answered(budget, answer.quota?.remaining, now());
        return answer;
    }
    catch (error) {
        if (error instanceof ThrottledError)
            pause(budget, 'throttled', now() + error.retryAfterSeconds * 1_000);
        else if (error instanceof AccountError)
            pause(budget, 'account', now() + ACCOUNT_PROBE_MS);
        else
            turnOff(delivering);
        return undefined;
    }
    finally {
        writeState(storage.sql, 'budget', budget);
    }
}
function turnOff({ storage, now }) {
    writeState(storage.sql, 'bulkOffUntil', now() + OFF_MS);
}

/** Freshsales' refusals, the first that fits counts. Texts: recorded from live accounts and from clients of it. */
// biome-ignore format: a table reads best with one row a line
const REMEDIES = [
    { says: 'Need to fill this Email', pattern: /need to fill this email/i, remedy: 'keep' },
    { says: 'a@ is an invalid email address', pattern: /invalid email address/i, remedy: 'keep' },
    { says: 'ann@acme.com already exists.', pattern: /already exists|already been taken/i, remedy: 'keep' },
    { says: 'Email is not unique', pattern: /^(?:e-?mail|contact|name) is not unique/i, remedy: 'keep' },
    { says: "Source can't be empty", pattern: /can't be (?:empty|blank)/i, remedy: 'keep' },
    { says: 'Invalid or missing attributes', pattern: /invalid or missing attributes/i, remedy: 'keep' },
    { says: 'The value for job_title is not in required length', pattern: /value for (.+?) is not in required length/i, remedy: 'truncate' },
    { says: 'City is too long', pattern: /^(.+?) is too long/i, remedy: 'truncate' },
    { says: 'Invalid contact status provided.', pattern: /invalid contact status/i, remedy: 'drop', field: 'contact_status_id' },
    { says: 'Invalid lifecycle stage provided.', pattern: /invalid lifecycle stage/i, remedy: 'drop', field: 'lifecycle_stage_id' },
    { says: "Deal stage doesn't exist", pattern: /deal stage doesn't exist/i, remedy: 'drop', field: 'deal_stage_id' },
    { says: 'Not a supported time zone', pattern: /not a supported time zone/i, remedy: 'drop', field: 'time_zone' },
    { says: 'Invalid source provided.', pattern: /^invalid (.+?) provided/i, remedy: 'drop' },
    { says: 'MobileNumber is not unique', pattern: /^(.+?) is not unique/i, remedy: 'drop' },
    { says: 'website is not in required format', pattern: /^(.+?) is not in required format/i, remedy: 'drop' },
    { says: 'Plan is not included in the list', pattern: /^(.+?) is not (?:included in the list|a number|a valid .+)/i, remedy: 'drop' },
    { says: 'Amount is too large', pattern: /^(.+?) (?:is|are) (?:invalid|too large|too small|not allowed)/i, remedy: 'drop' },
    { says: "Sales account doesn't exist", pattern: /^(.+?) (?:doesn't|does not) exist/i, remedy: 'drop' },
    { says: "unknown attribute 'nickname'", pattern: /(?:unknown|unrecogni[sz]ed|invalid) (?:field|attribute|column)s?:?\s+["'`]?([\w. -]+)/i, remedy: 'drop' },
];
/** Labels of an account that do not resemble the API name of their field. */
const LABELS = new Map([
    ['source', 'lead_source_id'],
    ['salesowner', 'owner_id'],
    ['owner', 'owner_id'],
    ['status', 'contact_status_id'],
    ['mobile', 'mobile_number'],
    ['work', 'work_number'],
    ['accounts', 'sales_accounts'],
    ['salesaccount', 'sales_accounts'],
    ['parentaccount', 'parent_sales_account_id'],
    ['dealvalue', 'amount'],
    ['industry', 'industry_type_id'],
]);
/** Without these there is no record: dropping them would refuse it for another reason. */
// biome-ignore format: a table reads best with one row a line
const INDISPENSABLE = new Set([
    'emails', 'email', 'name', 'title', 'description', 'targetable_id', 'targetable_type',
    'sales_activity_type_id', 'start_date', 'end_date',
]);

/** Every field of the record in a body, those of `custom_field` and of a lead's company and deal included. */
function placesIn(body) {
    return Object.entries(body).flatMap(([key, record]) => key === 'unique_identifier' || !isObject$1(record) ? [] : placesOf(record));
}
function placesOf(holder) {
    return Object.entries(holder).flatMap(([field, value]) => isObject$1(value) ? placesOf(value) : [{ holder, field }]);
}
/** The field that a refusal means by an API name, by Rails' spelling of it (`MobileNumber`) or by its label. */
function placeNamed(places, name) {
    const wanted = essence(name);
    const label = LABELS.get(wanted);
    return (places.find(({ field }) => field === label) ??
        places.find(({ field }) => essence(field) === wanted));
}
/** The only field whose name a text holds as whole words; of two candidates it is not known which is meant. */
function placeMentioned(places, text) {
    const words = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
    const mentioned = places.filter(({ field }) => {
        const spelling = field.replace(/^cf_|_id$/g, '').replaceAll('_', ' ');
        return words.includes(` ${spelling} `) || words.includes(` ${field.replaceAll('_', ' ')} `);
    });
    return mentioned.length === 1 ? mentioned[0] : undefined;
}
function essence(name) {
    return looseName(name.replace(/^cf_|_id$/g, ''));
}

/** Lengths to try where the account's own is not known: paragraph, short text, and below. */
const LENGTHS = [800, 255, 100, 40];
/**
 * Mends a refused record, so that one bad field costs that field and not the lead. Undefined when no
 * field is to blame that could be spared. `fieldLengths` are those the account is known to have.
 */
function repair(call, error, fieldLengths = {}) {
    if (call.body === undefined || call.method === 'GET')
        return undefined;
    const body = structuredClone(call.body);
    const problems = error.messages.flatMap((message) => mend(body, message, fieldLengths));
    const isEmptied = problems.length > 0 && placesIn(body).length === 0;
    return problems.length === 0 || isEmptied ? undefined : { call: { ...call, body }, problems };
}
function mend(body, message, fieldLengths) {
    const places = placesIn(body);
    for (const { pattern, remedy, field } of REMEDIES) {
        const match = pattern.exec(message);
        if (match === null)
            continue;
        if (remedy === 'keep')
            return [];
        const place = placeNamed(places, field ?? match[1] ?? '') ?? placeMentioned(places, message);
        if (place === undefined)
            return [];
        return remedy === 'truncate' ? truncate(body, place, fieldLengths) : drop(place, message);
    }
    const place = placeMentioned(places, message);
    return place === undefined ? [] : drop(place, message);
}
function drop({ holder, field }, message) {
    const value = holder[field];
    if (INDISPENSABLE.has(field) || value === undefined)
        return [];
    delete holder[field];
    return [{ field, reason: `left out: Freshsales said ${JSON.stringify(message)}`, value }];
}
function truncate(body, { holder, field }, fieldLengths) {
    const value = holder[field];
    const characters = typeof value === 'string' ? [...value] : [];
    const length = fieldLengths[field] ?? LENGTHS.find((shorter) => shorter < characters.length);
    if (value === undefined || length === undefined || length >= characters.length) {
        return value === undefined ? [] : drop({ holder, field }, 'too long');
    }
    const shortened = characters.slice(0, length).join('').trimEnd();
    holder[field] = shortened;
    const identifier = body['unique_identifier'];
    if (isObject$1(identifier) && identifier[field] === value)
        identifier[field] = shortened;
    return [{ field, reason: `cut to ${length} characters: Freshsales takes no more`, value }];
}

/** An admin can make a field compulsory from one day to the next; the operator's `DEFAULTS` may have it. */
const COMPULSORY = /can't be (?:empty|blank)/i;
/** Whether a contact was refused for want of a field, and defaults that it did not carry may help. */
function needsDefaults(purpose, error, { defaults }) {
    if (purpose.kind !== 'contact' && purpose.kind !== 'lead')
        return false;
    const isLacking = Object.keys(defaults).some((name) => !Object.hasOwn(purpose.values.fields, name));
    return isLacking && isForWant(error);
}
/** Refused for what is absent: leaving out more cannot help. */
function isForWant({ messages }) {
    return messages.some((message) => COMPULSORY.test(message));
}

/** A call came to nothing: who must act decides what becomes of it. */
function callFailed(delivering, sending, failure) {
    const { storage, now } = delivering;
    const { id, step, budget } = sending;
    const { error, call, problems } = failure;
    const subjects = new Subjects(storage.sql, now());
    const subject = subjects.byId(id);
    const outcome = consequence(delivering, sending, { failure, subject });
    if (subject) {
        subjects.touch(subject);
        subjects.save();
    }
    writeState(storage.sql, 'budget', budget);
    const status = error instanceof CallError ? error.status : undefined;
    noteDelivery(storage.sql, {
        at: now(),
        subject: id,
        outcome,
        purpose: step.purpose.kind,
        call,
        took: now() - failure.begun,
        problems,
        messages: messagesOf(error),
        ...(status !== undefined && { status }),
    });
}
function consequence(delivering, { id, step, budget }, { failure, subject }) {
    const { now, random, lists } = delivering;
    const { error } = failure;
    if (error instanceof ThrottledError) {
        // Nobody's fault and nobody's attempt: the account as a whole waits.
        pause(budget, 'throttled', now() + error.retryAfterSeconds * 1_000);
        certain();
        return 'throttled';
    }
    const isList = step.purpose.kind === 'list';
    if (error instanceof AccountError && !(isList && error.status === 403)) {
        pause(budget, 'account', now() + ACCOUNT_PROBE_MS);
        certain();
        return 'account';
    }
    if (error instanceof RefusedError || error instanceof AccountError) {
        delete budget.failures;
        certain();
        if (error instanceof RefusedError && needsDefaults(step.purpose, error, delivering.config)) {
            if (subject?.kind === 'person')
                stampDefaults(subject, delivering.config.defaults);
            return 'retrying';
        }
        if (error instanceof RefusedError && isForgotten(error))
            return 'retrying';
        // The account has no such list or does not show it: names stay names, and the lead goes out.
        if (step.purpose.kind === 'list')
            lists.remember(step.purpose.name, undefined, now());
        else
            giveUp(delivering, { id, step}, { failure, subject });
        return 'refused';
    }
    budget.failures = (budget.failures ?? 0) + 1;
    const delay = probeDelay(budget.failures);
    if (delay !== undefined)
        pause(budget, 'outage', now() + delay);
    if (!subject)
        return 'retrying';
    subject.attempts++;
    subject.retryAt = now() + retryDelay(subject.attempts, random());
    if (now() - (subject.waitingSince ?? now()) < GIVE_UP_MS)
        return 'retrying';
    giveUp(delivering, { id, step}, { failure, subject });
    return 'refused';
    function isForgotten(refusal) {
        return forgetDeleted(subject, { purpose: step.purpose, error: refusal, now: now() });
    }
    /** Freshsales said no before doing anything: a create need not be looked for. */
    function certain() {
        if (subject && step.once)
            settleUnsure(subject, step.once);
    }
}
function giveUp({ storage, now }, { id, step: { purpose } }, { failure, subject }) {
    if (!subject)
        return;
    const { error, call } = failure;
    const lost = refuse(subject, purpose);
    const status = error instanceof CallError ? error.status : undefined;
    noteDeadLetter(storage.sql, {
        at: now(),
        subject: id,
        reason: messagesOf(error).join('; '),
        purpose,
        call,
        ...(lost && { lost }),
        ...(status !== undefined && { status }),
    });
}
function messagesOf(error) {
    if (error instanceof RefusedError && error.messages.length)
        return error.messages;
    return [error instanceof Error ? error.message : String(error)];
}

const HOUR_MS = 3_600_000;
/** When a source that has had its share of new contacts may bring the next one; undefined: now. */
function cappedUntil(sql, { subject, config, now }) {
    if (subject.kind === 'account' || !isNew(subject) || subject.source === undefined)
        return undefined;
    const limit = limitOf(subject.source, config);
    const { hour, bySource } = read(sql, now);
    const isFull = limit !== undefined && (bySource[subject.source] ?? 0) >= limit;
    return isFull ? (hour + 1) * HOUR_MS : undefined;
}
/** Notes that a contact was made; only where somebody wants to know. */
function countNewContact(sql, { source, config, now }) {
    if (source === undefined || limitOf(source, config) === undefined)
        return;
    const made = read(sql, now);
    made.bySource[source] = (made.bySource[source] ?? 0) + 1;
    writeState(sql, 'newContacts', made);
}
function read(sql, now) {
    const hour = Math.floor(now / HOUR_MS);
    const made = readState(sql, 'newContacts', { hour, bySource: {} });
    return made.hour === hour ? made : { hour, bySource: {} };
}
/** A source's own limit, or the common one; 0 is none. What a server vouches for is not limited. */
function limitOf(name, config) {
    const source = [...config.sources.values()].find((each) => each.name === name);
    if (source?.trusted)
        return undefined;
    return source?.newContactsPerHour ?? (config.newContactsPerHour || undefined);
}

/** One record may be wrong in several ways, and Freshsales names one at a time. */
const MAX_REPAIRS = 6;
/** Makes a call and settles it: whatever comes of it, the subject and the budget say so afterwards. */
async function makeCall(delivering, sending) {
    const { storage, now } = delivering;
    if (sending.step.once)
        markUnsure(delivering, sending);
    const begun = now();
    const problems = [...sending.step.problems];
    const sent = { call: sending.step.call, problems };
    try {
        const answer = await sendRepaired(delivering, sending, sent);
        storage.transactionSync(() => callAnswered(delivering, sending, { ...sent, answer, begun }));
    }
    catch (error) {
        storage.transactionSync(() => callFailed(delivering, sending, { ...sent, error, begun }));
    }
}
/** Written before the call leaves: should its answer get lost, the effect is looked for first. */
function markUnsure({ storage, now }, { id, step }) {
    storage.transactionSync(() => {
        const subjects = new Subjects(storage.sql, now());
        const subject = subjects.byId(id);
        if (!subject || step.once === undefined)
            return;
        noteUnsure(subject, step.once);
        subjects.touch(subject);
        subjects.save();
    });
}
/** Sends, and sends again without what Freshsales refused, while that helps. */
async function sendRepaired(delivering, sending, sent) {
    for (let repairs = 0;; repairs++) {
        try {
            return await send$1(delivering, sending, sent.call);
        }
        catch (error) {
            if (!(error instanceof RefusedError))
                throw error;
            const mended = repairs < MAX_REPAIRS ? repair(sent.call, error) : undefined;
            if (!mended && needsDefaults(sending.step.purpose, error, delivering.config))
                throw error;
            const next = mended ?? lastResort(sending.step, sent.call, error);
            if (!next)
                throw error;
            sent.call = next.call;
            sent.problems.push(...next.problems);
        }
    }
}
function send$1({ storage, client, now }, { budget }, call) {
    charge(budget, now());
    writeState(storage.sql, 'budget', budget);
    return client.send(call);
}
/** Better a contact with a name and an address than none: the rest of a record that cannot be mended is left out. */
function lastResort({ purpose }, call, error) {
    const contact = call.body?.['contact'];
    const email = call.body?.['unique_identifier']?.emails;
    if (purpose.kind !== 'contact' || !email || !isObject$1(contact) || isForWant(error))
        return undefined;
    const kept = Object.entries(contact).filter(([field]) => BARE_FIELDS.includes(field));
    const lost = Object.entries(contact).filter(([field]) => !BARE_FIELDS.includes(field));
    if (lost.length === 0)
        return undefined;
    const reason = `Left out, because Freshsales refused the record: ${error.messages.join('; ')}`;
    return {
        call: upsertContact({ email, contact: Object.fromEntries(kept) }),
        problems: lost.map(([field, value]) => ({ field, value, reason })),
    };
}
const BARE_FIELDS = ['emails', 'first_name', 'last_name'];
function callAnswered({ storage, config, lists, now }, { id, step, budget }, { call, problems, answer, begun }) {
    const subjects = new Subjects(storage.sql, now());
    const subject = subjects.byId(id);
    if (step.purpose.kind === 'list')
        lists.remember(step.purpose.name, answer, now());
    if (subject) {
        if (step.once)
            settleUnsure(subject, step.once);
        const wasNew = subject.kind === 'person' && isNew(subject);
        problems.push(...settle(subject, step.purpose, { now: now(), config, answer, call }));
        if (wasNew && answer.status === 201)
            countNewContact(storage.sql, { source: subject.source, config, now: now() });
        subjects.touch(subject);
        subjects.save();
    }
    answered(budget, answer.quota?.remaining, now());
    writeState(storage.sql, 'budget', budget);
    noteDelivery(storage.sql, {
        at: now(),
        subject: id,
        outcome: problems.length ? 'repaired' : 'delivered',
        purpose: step.purpose.kind,
        call,
        status: answer.status,
        took: now() - begun,
        answer: answer.body,
        problems,
    });
}

/** Since when the operator has held back all calls, epoch milliseconds; accepting goes on. */
function pausedSince(sql) {
    return readState(sql, 'pausedSince', null) ?? undefined;
}
/** Survives restarts: only `resumeDelivery` ends it. Pausing twice keeps the first time. */
function pauseDelivery(sql, now) {
    if (pausedSince(sql) === undefined)
        writeState(sql, 'pausedSince', now);
}
function resumeDelivery(sql) {
    writeState(sql, 'pausedSince', null);
}

/** `DRY_RUN` plans a subject again after this long. */
const DRY_RUN_MS = 3_600_000;
/** A subject that is due but has no next step is looked at again after this long, not at once. */
const STUCK_MS = 3_600_000;
/** Does the most valuable thing that can be afforded now: one call with its repairs, or one bit of housekeeping. */
async function deliverNext(delivering) {
    const { storage, config, now } = delivering;
    const budget = readState(storage.sql, 'budget', { spent: {} });
    const isPaused = pausedSince(storage.sql) !== undefined;
    const isBulk = config.bulkUpsert && !config.dryRun && !isPaused;
    const bulk = isBulk ? await bulkTurn(delivering, budget) : NEVER;
    if (bulk === 'did')
        return { did: true };
    const picked = pick$1(storage.sql, { budget, limits: config, isPaused, now: now() });
    if ('wakeAt' in picked)
        return { did: false, wakeAt: Math.min(picked.wakeAt, bulk) };
    const next = planNext(picked.id, delivering);
    if (next?.step?.do === 'call' && !config.dryRun)
        await makeCall(delivering, { id: next.id, step: next.step, budget });
    else if (next)
        storage.transactionSync(() => tidyUp(next, picked.priority, delivering));
    return { did: true };
}
/** The next step of a subject, or of the account it has to wait for. */
function planNext(id, delivering) {
    const { now } = delivering;
    const { subjects, world } = openWorld(delivering);
    const subject = subjects.byId(id);
    if (!subject)
        return undefined;
    const capped = cappedUntil(delivering.storage.sql, { subject, config: world.config, now: now() });
    if (capped) {
        subject.retryAt = capped;
        return { id, subject, subjects, step: undefined };
    }
    const step = plan(subject, world);
    if (step?.do !== 'account')
        return { id, subject, subjects, step };
    const { account } = step;
    if ((account.retryAt ?? 0) > now()) {
        subject.retryAt = account.retryAt ?? now();
        return { id, subject, subjects, step: undefined };
    }
    const accountStep = plan(account, world);
    if (accountStep?.do === 'account')
        return undefined;
    return { id: subjects.idOf(account), subject: account, subjects, step: accountStep };
}
/** Whatever needs no call: values that cannot be sent, a dry run, someone to be forgotten. */
function tidyUp({ id, subject, subjects, step }, priority, delivering) {
    const { storage, config, now } = delivering;
    if (step?.do === 'settle') {
        const lost = settle(subject, step.purpose, { now: now(), config });
        note('repaired', step, [...step.problems, ...lost]);
    }
    else if (step?.do === 'refuse') {
        const { purpose, problems } = step;
        const lost = refuse(subject, purpose);
        note('refused', step, problems);
        const reason = problems.map(({ field, reason }) => `${field}: ${reason}`).join('; ');
        noteDeadLetter(storage.sql, { at: now(), subject: id, reason, purpose, ...(lost && { lost }) });
    }
    else if (step) {
        note('planned', step, step.problems);
        subject.retryAt = now() + DRY_RUN_MS;
    }
    else if (expiry(subject) <= now())
        return subjects.remove(subject);
    else if (priority !== PRIORITY.housekeeping && (subject.retryAt ?? 0) <= now())
        subject.retryAt = now() + STUCK_MS;
    subjects.touch(subject);
    subjects.save();
    function note(outcome, of, problems) {
        const call = of.do === 'call' ? { call: of.call } : {};
        const purpose = of.purpose.kind;
        noteDelivery(storage.sql, { at: now(), subject: id, outcome, purpose, problems, ...call });
    }
}

/** Custom fields as Freshsales' own API groups them. */
const HOLDS_CUSTOM_FIELDS = new Set(['customfield', 'customfields']);
/** Any spelling of the field's own name comes after every listed source. */
const LOOSE_RANK = 1000;
/**
 * Reads an event through a table. Walks the traits that are there, not the rows that might be: an
 * event has ten traits, a table hundreds of sources.
 */
function readTable(index, sources) {
    const found = { best: new Map(), unfit: new Map() };
    const custom = {};
    sources.traits.forEach(({ path, values }, position) => {
        if (!isObject$1(values))
            return;
        for (const key in values) {
            const value = values[key];
            if (value === undefined || isBlank(value) || index.taken.has(key))
                continue;
            if (isObject$1(value) && HOLDS_CUSTOM_FIELDS.has(looseName(key))) {
                for (const name in value)
                    offerCustom(custom, name, value[name]);
                continue;
            }
            const wanted = index.traits[path].get(key) ?? findLoosely(index, key, position);
            if (wanted !== undefined)
                offer(found, wanted, value);
            else if (!index.nested.has(key))
                offerCustom(custom, key, value);
            if (index.nested.has(key) && isObject$1(value))
                offerMembers(index.traits[path], found, key, value);
        }
    });
    for (const wanted of index.elsewhere) {
        const value = valueAt(sources.event, wanted.keys);
        if (!isBlank(value))
            offer(found, wanted, value);
    }
    return { fields: fieldsOf(found), custom, problems: problemsOf(found) };
}
function findLoosely(index, key, position) {
    const row = index.loose.get(looseName(key));
    return row && { row, rank: LOOSE_RANK + position };
}
function offerMembers(wanted, found, key, members) {
    for (const member in members) {
        const target = wanted.get(`${key}.${member}`);
        const value = members[member];
        if (target !== undefined && value !== undefined && !isBlank(value))
            offer(found, target, value);
    }
}
/** A value that does not fit leaves the field to the next source. */
function offer({ best, unfit }, { row, rank }, value) {
    const known = best.get(row.field);
    if (known !== undefined && known.rank <= rank)
        return;
    const fitting = KINDS$1[row.as].coerce(value);
    if (fitting !== undefined)
        best.set(row.field, { value: fitting, rank });
    else if (!isEmptyObject(value))
        unfit.set(row.field, { value, kind: row.as });
}
function fieldsOf({ best }) {
    const fields = {};
    for (const [field, { value }] of best)
        fields[field] = value;
    return fields;
}
function problemsOf({ best, unfit }) {
    const problems = [];
    for (const [field, { value, kind }] of unfit) {
        const reason = `left out: the value is not ${KINDS$1[kind].wants}`;
        if (!best.has(field))
            problems.push({ field, reason, value });
    }
    return problems;
}
function valueAt(from, keys) {
    let value = from;
    for (const key of keys) {
        if (!isObject$1(value))
            return undefined;
        value = value[key];
    }
    return value;
}
/** The first of a name counts; `__proto__` of a parsed body must stay a plain key. */
function offerCustom(custom, name, value) {
    if (value === undefined || isBlank(value) || name === '__proto__')
        return;
    if (!Object.hasOwn(custom, name))
        custom[name] = value;
}
function isEmptyObject(value) {
    return isObject$1(value) && Object.keys(value).length === 0;
}

/** `id` is the site's own, `groupType` another product's switch. */
const INDEX$4 = indexTable(ACCOUNT, ['id', 'groupType']);
/** The account in the `company` trait: an object with a name, or just the name. */
function accountOf(company) {
    if (company === undefined)
        return { problems: [] };
    const values = isObject$1(company) ? company : { name: toText(company) ?? null };
    return toAccount(readTable(INDEX$4, { traits: [{ path: 'traits', values }], event: {} }), 'company.name');
}
/** What of the traits is for custom fields. */
function customTraits(traits) {
    return readTable(INDEX$4, { traits: [{ path: 'traits', values: traits }], event: {} }).custom;
}
/** The account that the traits of a group describe. */
function accountOfTraits(sources) {
    return toAccount(readTable(INDEX$4, sources), 'traits.name');
}
function toAccount({ fields, custom, problems }, nameOf) {
    const { name, ...rest } = fields;
    if (typeof name !== 'string') {
        return {
            problems: [{ field: nameOf, reason: 'is missing: an account is made and found by its name' }],
        };
    }
    return { change: { object: 'account', name, fields: rest, custom }, problems };
}

/**
 * The person's own e-mail address. The first good one of `candidates` counts; one that is none is
 * reported, because a lead may hang on it.
 */
function ownEmail(candidates) {
    const problems = [];
    for (const candidate of candidates) {
        const email = toEmail(candidate);
        if (email !== undefined)
            return { email, problems };
        if (!isBlank(candidate)) {
            problems.push({
                field: 'email',
                reason: 'is not a valid e-mail address',
                value: candidate,
            });
        }
    }
    return { problems };
}
/** A site may use the address as its user id; any other id is no failed address. */
function emailOfUserId(event) {
    return toEmail(event.userId);
}
/** RudderStack's `context.externalId` is one object or a list of them. */
function emailOfExternalId(event) {
    for (const entry of externalIds(event)) {
        const email = toEmail(entry['id']);
        if (email !== undefined)
            return email;
    }
    return undefined;
}
function externalIds(event) {
    const given = event.context?.['externalId'];
    return (Array.isArray(given) ? given : [given]).filter(isObject$1);
}

/** A trait of these says that the traits are a person's. */
const OF_A_PERSON = [
    'email',
    'firstName',
    'firstname',
    'first_name',
    'lastName',
    'lastname',
    'last_name',
    'username',
    'jobTitle',
    'job_title',
    'title',
    'mobileNumber',
    'gender',
    'birthday',
    'age',
];
/** A trait of these says where the traits' owner is. */
const PLACES = [
    'address',
    'city',
    'state',
    'country',
    'zip',
    'zipcode',
    'zip_code',
    'zipCode',
    'postalcode',
    'postal_code',
    'postalCode',
];
/**
 * An account, and the person who belongs to it. `traits.email` is the group's mailbox, not the
 * person's: linking by it would make a contact of `info@`.
 */
function interpretGroup(event) {
    const { email, problems } = ownEmail([
        event.context?.traits?.['email'],
        event.properties?.['email'],
        emailOfUserId(event),
        emailOfExternalId(event),
    ]);
    const { traits, context } = event;
    const ofContext = isObject$1(context?.traits) ? accountTraits(context.traits, traits) : {};
    const account = accountOfTraits({
        traits: [
            { path: 'traits', values: traits },
            { path: 'context.traits', values: ofContext },
        ],
        event,
    });
    if (account.change !== undefined)
        account.change.custom = customTraits(traits);
    return {
        ...(email === undefined ? {} : { email }),
        changes: account.change === undefined ? [] : [account.change],
        problems: [...problems, ...account.problems],
    };
}
/**
 * Some senders put the group's traits into the context, where the person's belong. They count
 * unless they describe a person, and never as a second address beside the group's own.
 */
function accountTraits(given, own) {
    if (OF_A_PERSON.some((name) => name in given))
        return {};
    if (!isObject$1(own) || !PLACES.some((name) => !isBlank(own[name])))
        return given;
    return Object.fromEntries(Object.entries(given).filter(([name]) => !PLACES.includes(name)));
}

const SUFFIX = /^(?:jr|sr|ii|iii|iv|esq|ph\.?\s?d|m\.?d)\.?$/i;
/** `Peter Gibbons` and `Gibbons, Peter` → first and last name. One word is a first name. */
function splitName(fullName) {
    const name = fullName.trim().replace(/\s+/gu, ' ');
    const comma = /^([^,]+), ?([^,]+)$/u.exec(name);
    const ordered = comma && !SUFFIX.test(comma[2] ?? '') ? `${comma[2]} ${comma[1]}` : name;
    const [first, ...rest] = ordered.split(' ');
    return {
        ...(first ? { first } : {}),
        ...(rest.length > 0 ? { last: rest.join(' ') } : {}),
    };
}

/**
 * The browser's own record where there is one, else the campaign of this event alone. A campaign
 * without a source is none: analytics tools ignore it, and so do we.
 */
function touchesOf(context) {
    const attribution = context?.attribution;
    if (isObject$1(attribution) && (attribution.first || attribution.last)) {
        return {
            ...(isObject$1(attribution.first) ? { first: withSource(attribution.first) } : {}),
            ...(isObject$1(attribution.last) ? { last: withSource(attribution.last) } : {}),
        };
    }
    const campaign = context?.campaign;
    return isObject$1(campaign) && campaign.source ? { first: campaign, last: campaign } : {};
}
/** Who followed a link on another site has that site as the source. */
function withSource(touch) {
    if (touch.source)
        return touch;
    const host = hostOf(touch.referrer);
    return host === undefined ? touch : { ...touch, source: host, medium: touch.medium ?? 'referral' };
}
function hostOf(address) {
    return typeof address === 'string'
        ? /^https?:\/\/(?:www\.)?([^/?#:]+)/i.exec(address)?.[1]
        : undefined;
}

const isAboutAttribution = (path) => path.startsWith('context.attribution.') || path.startsWith('context.campaign.');
/** The contact's rows that a page view may fill: only their sources in the campaign and the attribution. */
const INDEX$3 = indexTable(CONTACT$1.map((row) => ({
    ...row,
    from: row.from.filter(isAboutAttribution),
    also: (row.also ?? []).filter(isAboutAttribution),
})));
/** What a page view tells of how the person came; nothing for a visit without a source. */
function attributionFields(event, settings) {
    const touches = touchesOf(event.context);
    if (touches.first === undefined && touches.last === undefined)
        return { fields: {}, custom: {} };
    const { fields } = readTable(INDEX$3, { traits: [], event: withTouches(event, touches) });
    return { fields, custom: clickFields(touches, settings) };
}
/** The event with its touches where the table looks for them. */
function withTouches(event, touches) {
    return { ...event, context: { ...event.context, attribution: touches } };
}
/** Click ids into the custom fields that the operator named for them; those of the latest visit win. */
function clickFields({ first, last }, { clickFields = {} }) {
    const custom = {};
    for (const [parameter, field] of Object.entries(clickFields)) {
        const value = last?.click?.[parameter] ?? first?.click?.[parameter] ?? landingOrReferrer(first, parameter);
        if (typeof value === 'string' && value !== '')
            custom[field] = value;
    }
    return custom;
}
function landingOrReferrer(first, parameter) {
    return parameter === 'landing' || parameter === 'referrer' ? first?.[parameter] : undefined;
}

const INDEX$2 = indexTable(DEAL, ['id']);
/** The deal in the `deal` trait, for the person and the account of the same event. */
function dealOf(deal, account) {
    if (deal === undefined)
        return { problems: [] };
    const values = isObject$1(deal) ? deal : { name: toText(deal) ?? null };
    const { fields, custom, problems } = readTable(INDEX$2, {
        traits: [{ path: 'traits', values }],
        event: {},
    });
    const { name, ...rest } = fields;
    if (typeof name !== 'string') {
        return {
            problems: [
                { field: 'deal.name', reason: 'is missing: a deal is made and found by its name' },
            ],
        };
    }
    const change = {
        object: 'deal',
        name,
        fields: rest,
        custom,
        ...(account === undefined ? {} : { account }),
    };
    return { change, problems };
}

/** Traits with a rule of their own; the table must not take them for custom fields. */
const TAKEN = [
    'email',
    'emails',
    'name',
    'company',
    'deal',
    'tags',
    'fs_contact',
    'fsContact',
    'fs_update',
    'anonymousId',
];
const INDEX$1 = indexTable(CONTACT$1, TAKEN);
/** A person: the contact, and the company and the deal that came with them. */
function interpretIdentify(event, settings) {
    const trait = (name) => firstGiven(event.traits?.[name], event.context?.traits?.[name]);
    const { email, problems } = ownEmail([
        event.traits?.['email'],
        event.context?.traits?.['email'],
        event.properties?.['email'],
        event.traits?.['emails'],
        emailOfUserId(event),
    ]);
    const contact = readContact(event, settings);
    if (email !== undefined)
        contact.change.fields['emails'] = email;
    addNames(contact.change.fields, trait('name'));
    if (settings.generation === 'classic' && isContactAsked(event))
        contact.change.asContact = true;
    const company = accountOf(trait('company'));
    const deal = dealOf(trait('deal'), company.change?.name);
    const tags = toTags(trait('tags') ?? []) ?? [];
    const changes = [
        contact.change,
        company.change,
        deal.change,
        ...tags.map((tag) => ({ object: 'tag', tag })),
    ];
    return {
        ...(email === undefined ? {} : { email }),
        changes: changes.filter((change) => change !== undefined),
        problems: [...problems, ...contact.problems, ...company.problems, ...deal.problems],
    };
}
function readContact(event, settings) {
    const touches = touchesOf(event.context);
    const { fields, custom, problems } = readTable(INDEX$1, {
        traits: [
            { path: 'traits', values: event.traits },
            { path: 'context.traits', values: event.context?.traits },
        ],
        event: withTouches(withoutEmailAsId(event), touches),
    });
    const change = {
        object: 'contact',
        fields,
        custom: { ...custom, ...clickFields(touches, settings) },
    };
    return { change, problems };
}
/** An address as user id is the e-mail already; as external id it would go stale when the person changes it. */
function withoutEmailAsId(event) {
    if (emailOfUserId(event) === undefined)
        return event;
    const { userId: _, ...rest } = event;
    return rest;
}
/** Fills the half of the name that was not given on its own. */
function addNames(fields, fullName) {
    if (typeof fullName !== 'string')
        return;
    const { first, last } = splitName(fullName);
    if (fields['last_name'] === undefined && last !== undefined)
        fields['last_name'] = last;
    if (fields['first_name'] === undefined && first !== undefined)
        fields['first_name'] = first;
}
/** Segment's switch between lead and contact, in both spellings, as true or "true". */
function isContactAsked(event) {
    return [event.traits, event.context?.traits].some((traits) => isObject$1(traits) &&
        [traits['fs_contact'], traits['fsContact']].some((value) => value !== undefined && toBoolean(value) === true));
}
function firstGiven(...values) {
    return values.find((value) => !isBlank(value));
}

/** The names under which Segment, RudderStack and this product are switched on and off. */
const OWN_NAMES = new Set(['Freshsales', 'Freshsales Suite - CRM', 'Freshsales Suite', 'freshsales-edge'].map(looseName));
/** Whether the sender wants this event in Freshsales. `All` counts only where Freshsales has no word of its own. */
function isMeantForFreshsales(event) {
    const { integrations } = event;
    if (!isObject$1(integrations))
        return true;
    for (const [name, choice] of Object.entries(integrations)) {
        if (OWN_NAMES.has(looseName(name)))
            return choice !== false;
    }
    return integrations['All'] !== false && integrations['all'] !== false;
}

/** A page view, or the screen of an app, for the visit's timeline entry; and how the person came, for the contact. */
function interpretPage(event, settings) {
    const { email, problems } = ownEmail([event.context?.traits?.['email'], emailOfUserId(event)]);
    const { fields, custom } = attributionFields(event, settings);
    const changes = settings.timeline === 'off' ? [] : [pageView(event)];
    if (Object.keys(fields).length > 0 || Object.keys(custom).length > 0) {
        changes.push({ object: 'contact', fields, custom });
    }
    return { ...(email === undefined ? {} : { email }), changes, problems };
}
function pageView(event) {
    const { context } = event;
    const properties = isObject$1(event.properties) ? event.properties : {};
    const given = {
        url: properties['url'] ?? context?.page?.url,
        title: properties['title'] ?? context?.page?.title,
        referrer: properties['referrer'] ?? context?.page?.referrer,
        name: event.name ?? properties['name'],
        category: event.category ?? properties['category'],
    };
    const view = { object: 'page' };
    for (const [key, value] of Object.entries(given)) {
        const text = typeof value === 'string' ? toText(value) : undefined;
        if (text !== undefined)
            view[key] = text;
    }
    return view;
}

/** RudderStack's `lifecycle_stage`: the properties hold the stage's id, or else its name. */
function lifecycleStage(event) {
    const properties = isObject$1(event.properties) ? event.properties : {};
    const stage = toReference(properties['lifecycleStageId'] ?? null) ??
        toReference(properties['lifecycleStageName'] ?? null);
    if (stage === undefined) {
        return {
            changes: [],
            problems: [
                {
                    field: 'lifecycle_stage_id',
                    reason: 'is missing: set properties.lifecycleStageName or lifecycleStageId',
                },
            ],
        };
    }
    return {
        changes: [{ object: 'contact', fields: { lifecycle_stage_id: stage }, custom: {} }],
        problems: [],
    };
}

const INDEX = indexTable(ACTIVITY);
const TARGET_TYPES = new Map([
    ['contact', 'Contact'],
    ['salesaccount', 'SalesAccount'],
    ['account', 'SalesAccount'],
    ['deal', 'Deal'],
]);
/** RudderStack's `sales_activity`: the properties describe the activity, `context.externalId` says whose it is. */
function salesActivity({ event, key }) {
    const { fields, problems } = readTable(INDEX, { traits: [], event });
    const absent = REQUIRED_OF_ACTIVITY.filter((field) => fields[field] === undefined);
    if (absent.length > 0)
        return { changes: [], problems: [...problems, ...absent.map(isMissing)] };
    const { type, id } = targetOf(event);
    if (id !== undefined)
        return { changes: [{ object: 'activity', key, fields, target: { type, id } }], problems };
    if (type === 'Contact')
        return { changes: [{ object: 'activity', key, fields }], problems };
    return { changes: [], problems: [...problems, isMissing('targetable_id')] };
}
/** One object or a list; without a known type it is the person of the event. */
function targetOf(event) {
    for (const entry of externalIds(event)) {
        const type = typeof entry['type'] === 'string' ? TARGET_TYPES.get(looseName(entry['type'])) : undefined;
        if (type === undefined)
            continue;
        const id = toReference((entry['id'] ?? null));
        return typeof id === 'number' ? { type, id } : { type };
    }
    return { type: 'Contact' };
}
const SOURCES = {
    title: 'properties.title',
    sales_activity_type_id: 'properties.salesActivityName or properties.salesActivityTypeId',
    start_date: 'properties.startDate',
    end_date: 'properties.endDate',
    targetable_id: 'context.externalId.id',
};
function isMissing(field) {
    return { field, reason: `is missing: no activity was made; set ${SOURCES[field]}` };
}

const WHOLE = /^\{([^{}]+)\}$/;
const PLACEHOLDER = /\{([^{}]+)\}/g;
/** `"Order {order_id}"` with the event's properties. A text that is one placeholder takes the value as it is, so that a number stays one. */
function fill(template, properties) {
    if (Array.isArray(template))
        return template.flatMap((part) => fill(part, properties) ?? []);
    if (typeof template !== 'string')
        return template;
    const whole = WHOLE.exec(template)?.[1];
    if (whole !== undefined)
        return propertyOf(properties, whole);
    const text = template.replace(PLACEHOLDER, (_, name) => textOf(properties, name));
    return text.replace(/\s+/g, ' ').trim() || undefined;
}
function textOf(properties, name) {
    const value = propertyOf(properties, name);
    return value === undefined ? '' : (toText(value) ?? '');
}
function propertyOf(properties, name) {
    const value = Object.hasOwn(properties, name.trim()) ? properties[name.trim()] : undefined;
    return value === null ? undefined : value;
}

/** What one action of an event changes. */
function carryOut(action, occasion) {
    const properties = isObject$1(occasion.event.properties) ? occasion.event.properties : {};
    switch (action.type) {
        case 'sales_activity':
            return salesActivity(occasion);
        case 'lifecycle_stage':
            return lifecycleStage(occasion.event);
        case 'contact': {
            const { fields, problems } = fillFields('contact', action.fields, properties);
            return {
                changes: [{ object: 'contact', fields, custom: fillCustom(action.custom, properties) }],
                problems,
            };
        }
        case 'tag':
            return { changes: tagChanges(action.tags, properties), problems: [] };
        case 'activity':
            return configuredActivity(action, occasion, properties);
        case 'deal':
            return configuredDeal(action, properties);
    }
}
function tagChanges(tags, properties) {
    const filled = tags.flatMap((tag) => toText(fill(tag, properties) ?? null) ?? []);
    return filled.map((tag) => ({ object: 'tag', tag }));
}
function configuredActivity(action, { event, key }, properties) {
    const { fields, problems } = fillFields('activity', action.fields, properties);
    const start = Date.parse(event.timestamp);
    const end = new Date(start + action.minutes * 60_000).toISOString();
    return {
        changes: [
            {
                object: 'activity',
                key,
                fields: {
                    title: event.event.trim(),
                    start_date: event.timestamp,
                    end_date: end,
                    ...fields,
                },
            },
        ],
        problems,
    };
}
function configuredDeal(action, properties) {
    const { fields, problems } = fillFields('deal', action.fields, properties);
    const { name, ...rest } = fields;
    if (typeof name !== 'string') {
        return {
            changes: [],
            problems: [
                {
                    field: 'deal.name',
                    reason: 'is empty: the event lacks the properties that make the name',
                },
            ],
        };
    }
    const account = toText(fill(action.account ?? null, properties) ?? null);
    return {
        changes: [
            {
                object: 'deal',
                name,
                fields: rest,
                custom: fillCustom(action.custom, properties),
                ...(account === undefined ? {} : { account }),
            },
        ],
        problems,
    };
}
function fillFields(object, templates, properties) {
    const fields = {};
    const problems = [];
    for (const [field, template] of Object.entries(templates)) {
        const value = fill(template, properties);
        if (value === undefined)
            continue;
        const kind = KINDS$1[findRow(object, field)?.as ?? 'as it is'];
        const coerced = kind.coerce(value);
        if (coerced !== undefined)
            fields[field] = coerced;
        else
            problems.push({ field, reason: `left out: the value is not ${kind.wants}`, value });
    }
    return { fields, problems };
}
function fillCustom(templates, properties) {
    const custom = {};
    for (const [name, template] of Object.entries(templates)) {
        const value = fill(template, properties);
        if (value !== undefined)
            custom[name] = value;
    }
    return custom;
}

/**
 * An event of the site's own. What `EVENTS` says is done, each action on its own; RudderStack's two
 * event names mean what they mean there; everything else is for the visit's timeline entry.
 */
function interpretTrack(event, settings) {
    if (typeof event.event !== 'string' || isBlank(event.event)) {
        return { changes: [], problems: [{ field: 'event', reason: 'is missing: name the event' }] };
    }
    const actions = actionsFor(event.event, settings);
    const { email, problems } = ownEmail(emailCandidates(event, actions.length > 0));
    const changes = [];
    for (const [index, action] of actions.entries()) {
        const done = carryOut(action, { event, key: `${event.messageId}:${index}` });
        changes.push(...done.changes);
        problems.push(...done.problems);
    }
    if (settings.timeline !== 'off' && belongsInTimeline(actions)) {
        changes.push({
            object: 'event',
            name: event.event.trim(),
            properties: isObject$1(event.properties) ? event.properties : {},
        });
    }
    return { ...(email === undefined ? {} : { email }), changes, problems };
}
/** A mapping takes the place of a built-in name. */
function actionsFor(name, settings) {
    const configured = settings.actions.get(eventKey(name));
    if (configured !== undefined)
        return configured;
    const builtIn = builtInAction(name);
    return builtIn === undefined ? [] : [builtIn];
}
/**
 * An address among the properties is the person's own only where the event acts on the person: that
 * of `Invite Sent` is somebody else's.
 */
function emailCandidates(event, acts) {
    return [
        event.context?.traits?.['email'],
        ...(acts ? [event.properties?.['email'], emailOfExternalId(event)] : []),
        emailOfUserId(event),
    ];
}
/** An activity is on the timeline already, and RudderStack's events leave nothing else behind. */
function belongsInTimeline(actions) {
    return actions.every(({ type }) => type === 'contact' || type === 'tag' || type === 'deal');
}

/** What one event means for the CRM. Pure: no clock, no account, no network. */
function interpret(event, settings) {
    if (!isMeantForFreshsales(event))
        return { changes: [], problems: [] };
    switch (event.type) {
        case 'identify':
            return interpretIdentify(event, settings);
        case 'group':
            return interpretGroup(event);
        case 'track':
            return interpretTrack(event, settings);
        case 'page':
        case 'screen':
            return interpretPage(event, settings);
        case 'alias':
            // Joins two ids of one person; there is nothing of it to write into the CRM.
            return { changes: [], problems: [] };
    }
}

/** Retries of the senders we know end after hours; a week also covers a laptop that slept. */
const LEDGER_DAYS = 7;
const DAY_MS = 86_400_000;
const FINGERPRINT_CHARACTERS = 9;
/** Notes an event; false when it was noted before. */
function note(ledger, messageId, now) {
    const mark = fingerprint(messageId);
    for (const day of Object.keys(ledger))
        if (holds(ledger[day] ?? '', mark))
            return false;
    const today = dayOf(now);
    ledger[today] = (ledger[today] ?? '') + mark;
    return true;
}
function mergeLedgers(into, from) {
    for (const [day, marks] of Object.entries(from))
        into[day] = (into[day] ?? '') + marks;
}
/** Forgets the days that have passed out of the window. */
function trimLedger(ledger, now) {
    const oldest = Math.floor(now / DAY_MS) - LEDGER_DAYS;
    for (const day of Object.keys(ledger))
        if (Number(day) < oldest)
            delete ledger[day];
}
const dayOf = (now) => String(Math.floor(now / DAY_MS));
function holds(marks, mark) {
    let at = marks.indexOf(mark);
    while (at >= 0 && at % FINGERPRINT_CHARACTERS)
        at = marks.indexOf(mark, at + 1);
    return at >= 0;
}
/** 46 bits in base 36: two events of one person share one by chance about once in 10^13 pairs. */
function fingerprint(text) {
    let high = 0xdeadbeef;
    let low = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        high = Math.imul(high ^ code, 2654435761);
        low = Math.imul(low ^ code, 1597334677);
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    const bits = (high & 0x3fff) * 2 ** 32 + (low >>> 0);
    return bits.toString(36).padStart(FINGERPRINT_CHARACTERS, '0');
}

/**
 * The person an event is about: by e-mail before userId before anonymousId. Someone anonymous
 * becomes the person they introduce themselves as; two people who both have an address stay two,
 * and a shared browser follows whoever introduced themselves last.
 */
function findPerson$1(identity, subjects, now) {
    const { email, userId, anonymousId } = identity;
    const byEmail = email ? subjects.person(`e:${email}`) : undefined;
    const byUser = userId ? subjects.person(`u:${userId}`) : undefined;
    const byAnonymous = anonymousId ? subjects.person(`a:${anonymousId}`) : undefined;
    const found = choose({ byEmail, byUser, byAnonymous }, identity);
    const person = found ?? subjects.createPerson(now);
    for (const other of [byUser, byAnonymous])
        if (other && other !== person && isNobodyElse(other, identity))
            absorb(person, other, subjects);
    nameThem(person, identity);
    pointKeys(person, identity, { byUser, byAnonymous }, subjects);
    return person;
}
/** `alias`: what was known under `previousId` belongs to `userId` from now on. */
function aliasPerson(previousId, identity, subjects, now) {
    const previous = subjects.person(`u:${previousId}`) ?? subjects.person(`a:${previousId}`);
    const person = findPerson$1(identity, subjects, now);
    if (!previous || previous === person) {
        subjects.point(`u:${previousId}`, person);
        return person;
    }
    const [stays, goes] = previous.email && !person.email ? [previous, person] : [person, previous];
    if (!goes.email)
        absorb(stays, goes, subjects);
    subjects.point(`u:${previousId}`, stays);
    return stays;
}
function choose({ byEmail, byUser, byAnonymous }, identity) {
    const { email, userId, introduces, believed } = identity;
    const free = byAnonymous && (!byAnonymous.userId || !userId || byAnonymous.userId === userId);
    if (!email)
        return byUser ?? (free || !userId ? byAnonymous : undefined);
    if (byEmail)
        return byEmail;
    // The same user with another address: the address changed. Only an identify may say so, and for a
    // contact in the CRM only one that is vouched for: anyone can send a userId that is not theirs.
    if (byUser && (!byUser.email || (introduces && (believed || isNew(byUser)))))
        return byUser;
    return free && !byAnonymous?.email ? byAnonymous : undefined;
}
function isNobodyElse(other, { userId }) {
    return !other.email && (!other.userId || other.userId === userId);
}
function nameThem(person, { email, userId, introduces }) {
    if (email && !person.email)
        person.email = email;
    else if (email && introduces && person.email !== email && !person.keys.includes(`e:${email}`)) {
        person.email = email;
        if (person.contactId)
            person.emailMoved = true;
    }
    if (userId && (!person.userId || introduces))
        person.userId = userId;
}
function pointKeys(person, { email, userId, anonymousId, introduces }, { byUser, byAnonymous }, subjects) {
    if (email)
        subjects.point(`e:${email}`, person);
    if (userId && (introduces || !byUser || isGone(byUser, subjects)))
        take(`u:${userId}`, byUser);
    if (anonymousId && (introduces || !byAnonymous || isGone(byAnonymous, subjects)))
        take(`a:${anonymousId}`, byAnonymous);
    function take(key, before) {
        // Events sent again find the new person: what has been folded for the old one stays known.
        if (before && before !== person && !isGone(before, subjects))
            mergeLedgers(person.seen, before.seen);
        subjects.point(key, person);
    }
}
const isGone = (person, subjects) => !subjects.holds(person);
/** Of how they first came, the earlier holds; of all else, the later. */
function mergeFields(into, from) {
    const first = {};
    for (const name of SET_ONCE_FIELDS) {
        const [ours, theirs] = [into.fields[name], from.fields[name]];
        if (theirs && !(ours?.delivered || (ours && ours.at <= theirs.at)))
            first[name] = theirs;
        else if (ours)
            first[name] = ours;
    }
    mergeStamped(into.fields, from.fields);
    Object.assign(into.fields, first);
}
/** Takes over all that is known and all that waits of someone who turned out to be the same person. */
function absorb(into, from, subjects) {
    mergeFields(into, from);
    mergeStamped(into.custom, from.custom);
    for (const [name, linked] of Object.entries(from.accounts))
        into.accounts[name] ||= linked;
    for (const [tag, delivered] of Object.entries(from.tags))
        into.tags[tag] ||= delivered;
    mergeDeals(into.deals, from.deals);
    into.activities.push(...from.activities);
    if (from.tracked)
        into.tracked = [...from.tracked, ...(into.tracked ?? [])];
    for (const mark of from.unsure ?? [])
        noteUnsure(into, mark);
    mergeVisits(into.visits, from.visits);
    mergeLedgers(into.seen, from.seen);
    into.lastSeenAt = Math.max(into.lastSeenAt, from.lastSeenAt);
    if (from.asContact)
        into.asContact = true;
    const keys = [...from.keys];
    subjects.remove(from);
    for (const key of keys)
        subjects.point(key, into);
}
/** The same deal may have been seen under both identities. */
function mergeDeals(into, from) {
    for (const [name, theirs] of Object.entries(from)) {
        const ours = into[name];
        if (ours) {
            mergeStamped(ours.fields, theirs.fields);
            mergeStamped(ours.custom, theirs.custom);
            if (theirs.account)
                ours.account ??= theirs.account;
        }
        else
            into[name] = theirs;
    }
}

/** Classic accounts: someone is to be a contact. What a lead of theirs was given is the contact's as well. */
function makeContact(person) {
    const wasLead = person.leadId !== undefined && !person.asContact;
    person.asContact = true;
    if (!wasLead)
        return;
    markAllWaiting(person);
    for (const name of Object.keys(person.accounts))
        person.accounts[name] = false;
    for (const deal of Object.values(person.deals)) {
        // 0: it travelled inside the lead and is no record of its own yet.
        if (deal.id !== 0)
            continue;
        delete deal.id;
        markAllWaiting(deal);
    }
}

/** A person carries no more than this; beyond it a broken sender is at work. */
const MAX_WAITING_ACTIVITIES = 500;
/** Folds an event into the people and accounts it is about; a repeated event changes nothing. */
function fold(folding, subjects) {
    const { event, changes, receivedAt } = folding;
    const at = Date.parse(event.timestamp);
    for (const change of changes)
        if (change.object === 'account') {
            const account = subjects.account(change.name, receivedAt);
            stampAll(account.fields, change.fields, at);
            stampAll(account.custom, change.custom, at);
            account.lastSeenAt = receivedAt;
            delete account.refused;
            subjects.touch(account);
        }
    const identity = identityOf$1(folding);
    if (!identity.email && !identity.userId && !identity.anonymousId)
        return;
    const person = event.type === 'alias'
        ? aliasPerson(event.previousId, identity, subjects, receivedAt)
        : findPerson$1(identity, subjects, receivedAt);
    if (!note(person.seen, event.messageId, receivedAt))
        return;
    trimLedger(person.seen, receivedAt);
    person.visits = person.visits.filter((visit) => !isDone$1(visit, receivedAt));
    person.lastSeenAt = receivedAt;
    person.source ??= folding.source;
    for (const change of changes)
        apply(change, { person, folding, subjects, at });
    noteAdmission(person, folding);
    subjects.touch(person);
}
/** Holds back someone new whose sign-up looks odd, until one that does not or the operator lets them through. */
function noteAdmission(person, { event, problems }) {
    const { held, flags, withheld = [] } = event.admission ?? {};
    if (flags)
        person.flags = [...new Set([...(person.flags ?? []), ...flags])];
    if (held && isNew(person))
        person.held = true;
    else if (event.type === 'identify')
        delete person.held;
    const lost = [
        ...problems,
        ...withheld.map((field) => ({ field, reason: 'left out: this write key may not set it' })),
    ];
    if (lost.length > 0)
        person.problems = [...(person.problems ?? []), ...lost].slice(-20);
}
function identityOf$1({ event, email }) {
    return {
        ...(email && { email }),
        ...(event.userId && { userId: event.userId }),
        ...(event.anonymousId && { anonymousId: event.anonymousId }),
        introduces: event.type === 'identify',
        believed: event.admission?.believed === true,
    };
}
function apply(change, { person, folding, subjects, at }) {
    switch (change.object) {
        case 'contact':
            for (const name of Object.keys(change.fields)) {
                const value = change.fields[name] ?? null;
                if (SET_ONCE_FIELDS.has(name))
                    stampFirst(person, name, value, at);
                else
                    stamp(person.fields, name, value, at);
            }
            stampAll(person.custom, change.custom, at);
            if (change.asContact)
                makeContact(person);
            if (hasFieldsWaiting(person))
                delete person.refused;
            return;
        case 'account':
            person.accounts[accountName(change.name, subjects)] ??= false;
            return;
        case 'tag':
            person.tags[change.tag] ??= false;
            return;
        case 'deal': {
            const deal = person.deals[change.name] ?? { fields: {}, custom: {} };
            person.deals[change.name] = deal;
            if (change.account)
                deal.account = change.account;
            stampAll(deal.fields, change.fields, at);
            stampAll(deal.custom, change.custom, at);
            return;
        }
        case 'activity': {
            const { object: _, ...activity } = change;
            if (person.activities.length < MAX_WAITING_ACTIVITIES)
                person.activities.push({ ...activity, at });
            person.activities.sort((a, b) => a.at - b.at);
            return;
        }
        case 'page':
        case 'event': {
            if (folding.timeline === 'tracking') {
                person.tracked = [...(person.tracked ?? []), change].slice(-500);
                return;
            }
            const campaign = touchesOf(folding.event.context).last;
            const { messageId } = folding.event;
            visitSeen(person.visits, { at, messageId, change, ...(campaign && { campaign }) });
        }
    }
}
/** As it was first written: `ACME` is linked already where `Acme` is. */
function accountName(name, subjects) {
    return subjects.findAccount(name)?.name ?? name;
}
/** How someone came first is settled by the earliest event and never written over. */
function stampFirst(person, name, value, at) {
    const known = person.fields[name];
    if (!known || (!known.delivered && at < known.at))
        person.fields[name] = { value, at };
}

/** Rows folded in one transaction: many share a person, few make a long pause. */
const FOLDED_ROWS = 100;
/** A full disk is near, or folding has stopped: the browsers keep their own queues meanwhile. */
const HIGH_WATER_BYTES = 8 * 1024 ** 3;
const HIGH_WATER_ROWS = 50_000;
function appendRow(sql, row) {
    sql.exec('INSERT INTO inbox (received_at, source, events) VALUES (?, ?, ?)', row.receivedAt, row.source, row.events);
}
function takeRows(sql, limit = FOLDED_ROWS) {
    return sql
        .exec('SELECT id, received_at, source, events FROM inbox ORDER BY id LIMIT ?', limit)
        .toArray()
        .map(({ received_at, ...row }) => ({ ...row, receivedAt: received_at }));
}
function dropRows(sql, rows) {
    const [first, last] = [rows[0], rows.at(-1)];
    if (first && last)
        sql.exec('DELETE FROM inbox WHERE id BETWEEN ? AND ?', first.id, last.id);
}
function isOverHighWater(sql) {
    if (sql.databaseSize > HIGH_WATER_BYTES)
        return true;
    // Each on its own is looked up at one end; together in one SELECT they read the whole table.
    const [row] = sql
        .exec('SELECT (SELECT MAX(id) FROM inbox) - (SELECT MIN(id) FROM inbox) AS rows')
        .toArray();
    return (row?.rows ?? 0) > HIGH_WATER_ROWS;
}

/** Folds the oldest requests of the inbox into their people, all or nothing; false when there are none. */
function foldInbox(storage, settings, now) {
    const rows = takeRows(storage.sql);
    if (rows.length === 0)
        return false;
    try {
        foldRows(storage, { rows, settings, now });
    }
    catch {
        // One of them is at fault: each on its own, so that the others are not held up.
        for (const row of rows)
            foldAlone(storage, { row, settings, now });
    }
    return true;
}
function foldRows(storage, { rows, settings, now }) {
    storage.transactionSync(() => {
        const subjects = new Subjects(storage.sql, now);
        const requests = rows.map((row) => ({ ...row, events: eventsOf(row) }));
        for (const { events, source, receivedAt } of requests)
            for (const event of events) {
                const meaning = interpret(event, settings);
                if (meaning.changes.length === 0 && meaning.problems.length > 0)
                    setAside(storage.sql, { event, meaning, source, receivedAt });
                else
                    fold({ event, ...meaning, source, receivedAt, timeline: settings.timeline }, subjects);
            }
        subjects.save();
        countAccepted(storage.sql, requests, now);
        dropRows(storage.sql, rows);
    });
}
const eventsOf = ({ events }) => JSON.parse(events);
/** An event that asks for something that cannot be done as it is: for the operator to see, and to replay once mended. */
function setAside(sql, { event, meaning, source, receivedAt, }) {
    noteDeadLetter(sql, {
        at: receivedAt,
        subject: 0,
        reason: meaning.problems.map(({ field, reason }) => `${field}: ${reason}`).join('; '),
        inbox: { receivedAt, source, events: JSON.stringify([event]) },
    });
}
/** A request that cannot be folded is set aside whole, with its events, for a later version to mend. */
function foldAlone(storage, { row, settings, now }) {
    try {
        foldRows(storage, { rows: [row], settings, now });
    }
    catch (error) {
        const { receivedAt, source, events } = row;
        console.error(JSON.stringify({ event: 'fold_failed', error: String(error) }));
        storage.transactionSync(() => {
            noteDeadLetter(storage.sql, {
                at: now,
                subject: 0,
                reason: `This request could not be read: ${error}`,
                inbox: { receivedAt, source, events },
            });
            dropRows(storage.sql, [row]);
        });
    }
}

/** A disk does not fill within this time, and asking SQLite costs a tenth of what storing a request does. */
const BELIEVED_MS$1 = 1_000;
/** Whether the outbox is full, as of a second ago. */
function createHighWater(sql, now) {
    let isOver = false;
    let askedAt = Number.NEGATIVE_INFINITY;
    return () => {
        // The clock may have been set back.
        if (Math.abs(now() - askedAt) >= BELIEVED_MS$1) {
            isOver = isOverHighWater(sql);
            askedAt = now();
        }
        return isOver;
    };
}

/** Whether leads flow, for `/health` and for whoever is on call. */
function readStatus(sql, { config, failures, now }) {
    const budget = readState(sql, 'budget', { spent: {} });
    const oldest = oldestWaiting(sql);
    const oldestWaitingSeconds = oldest === null ? 0 : Math.max(0, Math.round((now - oldest) / 1000));
    const degraded = [...failures];
    if (pausedSince(sql) !== undefined)
        degraded.push('Delivery is paused in the console.');
    if (budget.pausedFor === 'account')
        degraded.push('Freshsales does not accept the API key: check FRESHSALES_API_KEY.');
    if (budget.pausedFor === 'outage')
        degraded.push('Freshsales does not answer.');
    if (oldestWaitingSeconds > config.alertAfterMinutes * 60)
        degraded.push(`A lead has been waiting for ${Math.round(oldestWaitingSeconds / 60)} minutes.`);
    if (isOverHighWater(sql))
        degraded.push('The outbox is full: browsers are asked to come back.');
    return { ok: degraded.length === 0, degraded, oldestWaitingSeconds };
}
/** When the lead that waits longest came in; requests not folded yet count as well. */
function oldestWaiting(sql) {
    const [row] = sql
        .exec(`SELECT MIN(since) AS since FROM (
         SELECT MIN(waiting_since) AS since FROM subject WHERE priority <= ?
         UNION ALL SELECT MIN(received_at) FROM inbox)`, PRIORITY.identity)
        .toArray();
    return row?.since ?? null;
}

/** Without a new dead letter for this long they no longer grow. */
const CALM_MS = 3_600_000;
/** Counted no further: the operator is told that there are many. */
const MANY = 1_000;
const MINUTE_MS = 60_000;
function readConditions(sql, config, now) {
    return [leadsWait(sql, config.alertAfterMinutes, now), keyRefused(sql), deadLettersGrow(sql, now)];
}
function leadsWait(sql, minutes, now) {
    const since = oldestWaiting(sql);
    const limit = since === null ? NEVER : since + minutes * MINUTE_MS;
    return {
        name: 'leads_wait',
        isMet: limit < now,
        changesAt: limit < now ? NEVER : limit + 1,
        begun: `A lead has been waiting for Freshsales for more than ${minutes} minutes.`,
        over: 'Leads no longer wait.',
    };
}
function keyRefused(sql) {
    return {
        name: 'key_refused',
        isMet: readState(sql, 'budget', { spent: {} }).pausedFor === 'account',
        changesAt: NEVER,
        begun: 'Freshsales does not accept the API key. Nothing is lost, but nothing is sent until FRESHSALES_API_KEY is right.',
        over: 'Freshsales accepts the API key again.',
    };
}
function deadLettersGrow(sql, now) {
    const times = sql
        .exec(`SELECT at FROM dead_letter ORDER BY id DESC LIMIT ${MANY}`)
        .toArray();
    const recent = times.filter(({ at }) => at > now - CALM_MS).length;
    const [newest] = times;
    const count = recent === MANY ? `${MANY} or more` : String(recent);
    return {
        name: 'dead_letters_grow',
        isMet: recent > 0,
        changesAt: recent > 0 && newest ? newest.at + CALM_MS : NEVER,
        begun: `Dead letters grow: ${count} in the last hour. The console shows why, and sends them again once that is mended.`,
        over: 'There were no new dead letters for an hour.',
    };
}

/** A webhook that does not answer is tried again after this long. */
const RETRY_MS = 60_000;
function createAlerts({ sql, post, now, }) {
    const busyUntil = new Map();
    function tell(url, { name, isMet, begun, over }, since) {
        const state = isMet ? 'begun' : 'over';
        busyUntil.set(name, now() + RETRY_MS);
        const text = `freshsales-edge: ${isMet ? begun : over}`;
        post(url, { text, condition: name, state, since: new Date(since).toISOString() }).then(() => {
            const { [name]: _, ...others } = readState(sql, 'alerts', {});
            writeState(sql, 'alerts', isMet ? { ...others, [name]: since } : others);
            busyUntil.delete(name);
            logEvent('alert_sent', { condition: name, state });
        }, (error) => logEvent('alert_failed', { condition: name, state, error: String(error) }));
    }
    return {
        check(config) {
            const { alertWebhook } = config;
            if (alertWebhook === undefined)
                return NEVER;
            let lookAgainAt = NEVER;
            const raised = readState(sql, 'alerts', {});
            for (const condition of readConditions(sql, config, now())) {
                const since = raised[condition.name];
                lookAgainAt = Math.min(lookAgainAt, condition.changesAt);
                if (condition.isMet === (since !== undefined))
                    continue;
                if ((busyUntil.get(condition.name) ?? 0) <= now())
                    tell(alertWebhook, condition, since ?? now());
                lookAgainAt = Math.min(lookAgainAt, busyUntil.get(condition.name) ?? NEVER);
            }
            return lookAgainAt;
        },
    };
}

/** Rows read are billed, and a console looks every few seconds. */
const BOUND = 5_000;
/** Counts the rows of a query, up to a bound. */
function countUpTo(sql, query, ...bindings) {
    const [row] = sql
        .exec(`SELECT COUNT(*) AS count FROM (${query} LIMIT ${BOUND + 1})`, ...bindings)
        .toArray();
    const count = row?.count ?? 0;
    return { count: Math.min(count, BOUND), isMore: count > BOUND };
}

const PAGE$1 = 50;
/** More kinds of reasons than this are a list, not an overview. */
const GROUPS = 100;
/** What Freshsales refused for good, by reason, and the newest letters themselves. */
function readDeadLetters(sql, { like, before = Number.MAX_SAFE_INTEGER }) {
    const reason = like === undefined ? null : (reasonOf(sql, like) ?? null);
    return {
        total: countUpTo(sql, 'SELECT 1 FROM dead_letter'),
        groups: readGroups(sql),
        letters: sql
            .exec(`SELECT id, record FROM dead_letter WHERE id < ? AND (? IS NULL OR reason = ?)
         ORDER BY id DESC LIMIT ${PAGE$1}`, before, reason, reason)
            .toArray()
            .map(viewLetter),
    };
}
function readDeadLettersOf(sql, subject) {
    return sql
        .exec(`SELECT id, record FROM dead_letter WHERE subject = ? ORDER BY id DESC LIMIT ${PAGE$1}`, subject)
        .toArray()
        .map(viewLetter);
}
/** The reason that a letter stands for; reasons may hold personal data, so a letter's number names them. */
function reasonOf(sql, id) {
    const [row] = sql
        .exec('SELECT reason FROM dead_letter WHERE id = ?', id)
        .toArray();
    return row?.reason;
}
function readGroups(sql) {
    return sql
        .exec(`SELECT reason, COUNT(*) AS count, MAX(id) AS newest, MAX(at) AS newest_at, MIN(at) AS oldest_at
       FROM dead_letter GROUP BY reason ORDER BY count DESC, newest DESC LIMIT ${GROUPS}`)
        .toArray()
        .map(({ newest_at, oldest_at, ...group }) => ({
        ...group,
        newestAt: newest_at,
        oldestAt: oldest_at,
    }));
}
function viewLetter({ id, record }) {
    const { at, subject, who, reason, purpose, call, status, inbox, state } = JSON.parse(record);
    return {
        id,
        at,
        subject,
        reason,
        ...(who !== undefined && { who }),
        ...(purpose && { purpose: purpose.kind }),
        ...(call && { call }),
        ...(status !== undefined && { status }),
        ...((inbox ?? state) !== undefined && { kept: inbox?.events ?? state }),
    };
}

const PAGE = 50;
/** The newest calls and what came back, newest first. */
function readDeliveries(sql, { after = 0, before = Number.MAX_SAFE_INTEGER, outcome }) {
    return sql
        .exec(`SELECT id, record FROM delivery WHERE id > ? AND id < ? AND (? IS NULL OR outcome = ?)
       ORDER BY id DESC LIMIT ${PAGE}`, after, before, outcome ?? null, outcome ?? null)
        .toArray()
        .map(viewDelivery);
}
/** The newest calls of one subject. */
function readDeliveriesOf(sql, subject) {
    return sql
        .exec(`SELECT id, record FROM delivery WHERE subject = ? ORDER BY id DESC LIMIT ${PAGE}`, subject)
        .toArray()
        .map(viewDelivery);
}
/** What Freshsales said last to each subject that it did not take something of. */
function readLastMessages(sql) {
    const messages = new Map();
    for (const row of sql.exec(`SELECT id, record FROM delivery WHERE outcome IN ('retrying', 'refused') ORDER BY id DESC LIMIT 200`)) {
        const { subject, messages: said = [] } = viewDelivery(row);
        if (!messages.has(subject))
            messages.set(subject, said.join('; '));
    }
    return messages;
}
function viewDelivery({ id, record }) {
    return { id, ...JSON.parse(record) };
}

/** From identity keys: `e:` address, `u:` userId, `a:` anonymousId. */
function createMentions(keys) {
    const addresses = keys.filter((key) => key.startsWith('e:')).map((key) => key.slice(2));
    const patterns = addresses.map((address) => new RegExp(BEFORE + literally(address) + AFTER, 'i'));
    const inText = (text) => patterns.some((pattern) => pattern.test(text));
    return {
        inText,
        inEvent: (event) => keys.includes(`u:${event.userId}`) ||
            keys.includes(`a:${event.anonymousId}`) ||
            inText(JSON.stringify(event)),
        hints: keys.map((key) => JSON.stringify(key.slice(2).toLowerCase()).slice(1, -1)),
    };
}
/** `joann@acme.example` is not `ann@acme.example`, and neither is `ann@acme.example.org`. */
const BEFORE = '(?<![\\w.%+-])';
const AFTER = '(?![\\w-]|\\.\\w)';
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Erases a person from everything that is kept beside them. Answers how many rows that were. */
function eraseRows(sql, { id, keys }) {
    const mentions = createMentions(keys);
    eraseFromJob(sql, id);
    return (eraseDeliveries(sql, id, mentions) +
        eraseLetters(sql, id, mentions) +
        eraseEvents(sql, mentions));
}
function eraseDeliveries(sql, subject, mentions) {
    let rows = sql.exec('DELETE FROM delivery WHERE subject = ?', subject).rowsWritten;
    for (const { id, text } of rowsThatMayMention(sql, DELIVERIES, mentions))
        if (mentions.inText(text))
            rows += remove(sql, DELIVERIES, id);
    return rows;
}
/** A request that was set aside may hold other people's events: theirs stay. */
function eraseLetters(sql, subject, mentions) {
    let rows = sql.exec('DELETE FROM dead_letter WHERE subject = ?', subject).rowsWritten;
    for (const { id, text } of rowsThatMayMention(sql, LETTERS, mentions)) {
        const letter = JSON.parse(text);
        const events = letter.inbox && withoutThem(letter.inbox.events, mentions);
        if (letter.inbox && events) {
            const kept = JSON.stringify({ ...letter, inbox: { ...letter.inbox, events } });
            rows += events === '[]' ? remove(sql, LETTERS, id) : replace(sql, LETTERS, id, kept);
        }
        else if (!letter.inbox && mentions.inText(text))
            rows += remove(sql, LETTERS, id);
    }
    return rows;
}
/** Requests that are not folded yet. */
function eraseEvents(sql, mentions) {
    let rows = 0;
    for (const { id, text } of rowsThatMayMention(sql, REQUESTS, mentions)) {
        const events = withoutThem(text, mentions);
        if (events === '[]')
            rows += remove(sql, REQUESTS, id);
        else if (events)
            rows += replace(sql, REQUESTS, id, events);
    }
    return rows;
}
/** A bulk upsert that is under way knows its members by their place, so the place stays, empty. */
function eraseFromJob(sql, id) {
    const job = readState(sql, 'bulkJob', null);
    if (!job?.members.some(({ subject }) => subject === id))
        return;
    const nobody = { subject: 0, email: '', contact: {}, values: { fields: {}, custom: {} } };
    const members = job.members.map((member) => (member.subject === id ? nobody : member));
    writeState(sql, 'bulkJob', { ...job, members });
}
const DELIVERIES = { table: 'delivery', column: 'record' };
const LETTERS = { table: 'dead_letter', column: 'record' };
const REQUESTS = { table: 'inbox', column: 'events' };
function rowsThatMayMention(sql, { table, column }, { hints }) {
    const found = new Map();
    const query = `SELECT id, ${column} AS text FROM ${table} WHERE instr(lower(${column}), ?) > 0`;
    for (const hint of hints)
        for (const { id, text } of sql.exec(query, hint))
            found.set(id, text);
    return [...found].map(([id, text]) => ({ id, text }));
}
const remove = (sql, { table }, id) => sql.exec(`DELETE FROM ${table} WHERE id = ?`, id).rowsWritten;
const replace = (sql, { table, column }, id, text) => sql.exec(`UPDATE ${table} SET ${column} = ? WHERE id = ?`, text, id).rowsWritten;
/** The events of everybody else, as JSON; undefined when none is about this person. What nobody can read goes whole. */
function withoutThem(text, { inEvent, inText }) {
    const events = parseKept(text);
    if (!events)
        return inText(text) ? '[]' : undefined;
    const others = events.filter((event) => !inEvent(event));
    return others.length === events.length ? undefined : JSON.stringify(others);
}

const NOT_FOUND = 404;
/** Erases a person's record for good, also from the recycle bin. */
async function forgetInFreshsales(delivering, person) {
    try {
        const calls = await callsToForget(delivering, person);
        let result = 'notThere';
        for (const call of calls)
            if (await isDone(delivering, call))
                result = 'forgotten';
        return result;
    }
    catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { failed: `Nothing was deleted, because Freshsales did not do it. ${message}` };
    }
}
/** The contact may be in Freshsales although none of our calls has told us its number. */
async function callsToForget(delivering, person) {
    const { contactId, leadId, email } = person;
    const known = [
        ...(contactId === undefined ? [] : [forgetRecord('contacts', contactId)]),
        ...(leadId === undefined ? [] : [forgetRecord('leads', leadId)]),
    ];
    if (known.length > 0 || email === undefined)
        return known;
    const { body } = await send(delivering, findContact(email));
    const found = body['contacts'];
    return (found?.contacts ?? []).flatMap(({ id }) => typeof id === 'number' ? [forgetRecord('contacts', id)] : []);
}
async function isDone(delivering, call) {
    try {
        await send(delivering, call);
        return true;
    }
    catch (error) {
        if (error instanceof RefusedError && error.status === NOT_FOUND)
            return false;
        throw error;
    }
}
function send({ storage, client, now }, call) {
    const budget = readState(storage.sql, 'budget', { spent: {} });
    charge(budget, now());
    writeState(storage.sql, 'budget', budget);
    return client.send(call);
}

/**
 * A privacy request: erases everything the edge holds of a person. Freshsales comes first when it is
 * asked for, since the record's number is lost with the rest. Not to be run while a call is out.
 */
async function forget(delivering, { id, inFreshsales }) {
    const { storage, now } = delivering;
    const person = findPerson(delivering, id);
    if (!person)
        return { forgotten: false, reason: 'This person is not known here (any more).' };
    const freshsales = inFreshsales ? await forgetInFreshsales(delivering, person) : 'notAsked';
    if (typeof freshsales === 'object')
        return { forgotten: false, reason: freshsales.failed };
    const rows = storage.transactionSync(() => {
        const subjects = new Subjects(storage.sql, now());
        // Read anew: events may have been folded while Freshsales answered.
        const subject = subjects.byId(id);
        const keys = [...new Set([...person.keys, ...(subject?.keys ?? [])])];
        if (subject)
            subjects.remove(subject);
        return keys.length + 1 + eraseRows(storage.sql, { id, keys });
    });
    logEvent('person_forgotten', { rows, freshsales });
    const { contactId, leadId } = person;
    const isLeft = freshsales === 'notAsked';
    return {
        forgotten: true,
        rows,
        freshsales,
        ...(isLeft && contactId !== undefined && { contactId }),
        ...(isLeft && leadId !== undefined && { leadId }),
    };
}
function findPerson({ storage, now }, id) {
    const subject = new Subjects(storage.sql, now()).byId(id);
    return subject?.kind === 'person' ? subject : undefined;
}

/** Beyond this an estimate helps nobody. */
const HORIZON_MINUTES = 14 * 24 * 60;
/**
 * When all that waits will have been sent, one call each, at the pace the budget allows: walks on
 * minute by minute, as delivery will. Undefined when that is too far away. Pure.
 */
function drainedAt(waiting, { budget, limits, now }) {
    const start = Math.max(now, budget.pausedUntil ?? 0);
    const rest = waiting.map((each) => ({ ...each }));
    const sent = [];
    let sentThisHour = 0;
    for (let minute = 0; minute < HORIZON_MINUTES; minute++) {
        const at = start + minute * MINUTE_MS$1;
        sentThisHour -= sent[minute - MINUTES_AN_HOUR] ?? 0;
        const spent = sentThisHour + spentWithin(budget, HOUR_MS$1, at);
        let room = Math.max(0, limits.minuteCalls - spentWithin(budget, MINUTE_MS$1, at));
        let calls = 0;
        for (const each of rest) {
            const allowed = callsAffordable(limits, each.priority) - spent - calls;
            const taken = Math.max(0, Math.min(each.count, room, allowed));
            each.count -= taken;
            room -= taken;
            calls += taken;
        }
        sent.push(calls);
        sentThisHour += calls;
        if (rest.every(({ count }) => count === 0))
            return at + (calls / limits.minuteCalls) * MINUTE_MS$1;
    }
    return undefined;
}
const MINUTES_AN_HOUR = HOUR_MS$1 / MINUTE_MS$1;

/** A person or an account as the operator sees them in a list. Pure. */
function viewSubject(id, subject, lastMessage) {
    const { kind, attempts, retryAt, waitingSince, refused, lastSeenAt } = subject;
    const waiting = kind === 'person' ? waitingOfPerson(subject) : waitingOfAccount(subject);
    return {
        id,
        kind,
        ...(kind === 'person' ? identityOf(subject) : companyOf(subject)),
        waiting,
        attempts,
        isRefused: refused === true,
        ...reviewOf(subject),
        lastSeenAt,
        ...(waitingSince !== undefined && { waitingSince }),
        ...(retryAt !== undefined && { retryAt }),
        ...(lastMessage && { lastMessage }),
    };
}
function identityOf({ email, userId, keys, source, contactId, leadId }) {
    return {
        who: email ?? userId ?? keys[0]?.slice(KEY_PREFIX.length) ?? '',
        ...(userId !== undefined && { userId }),
        ...(source !== undefined && { source }),
        ...(contactId !== undefined && { contactId }),
        ...(leadId !== undefined && { leadId }),
    };
}
function reviewOf(subject) {
    const [isHeld, flags] = subject.kind === 'person' ? [subject.held, subject.flags] : [];
    return { isHeld: isHeld === true, flags: flags ?? [] };
}
const KEY_PREFIX = 'a:';
function companyOf({ name, id }) {
    return { who: name, ...(id !== undefined && { accountId: id }) };
}
function waitingOfPerson(person) {
    const { email, accounts, tags, deals, activities, visits, tracked = [] } = person;
    const untold = visits.filter((visit) => itemsOf(visit) > (visit.entry?.told ?? 0));
    const deal = Object.keys(deals).filter((name) => deals[name] && isDealWaiting(deals[name]));
    return list({
        contact: email && isNew(person) && !person.refused ? [email] : [],
        fields: fieldsWaiting(person),
        company: Object.keys(accounts).filter((name) => !accounts[name]),
        tags: Object.keys(tags).filter((tag) => !tags[tag]),
        deal,
        activity: activities.map(({ fields }) => String(fields['title'] ?? '')),
        visit: untold.map((visit) => `${itemsOf(visit)} page views and events`),
        events: tracked.length > 0 ? [`${tracked.length} for the tracking API`] : [],
    });
}
function waitingOfAccount(account) {
    return list({
        company: account.id === undefined && !account.refused ? [account.name] : [],
        fields: fieldsWaiting(account),
    });
}
function fieldsWaiting({ fields, custom }) {
    const waiting = [fields, custom].filter(isWaiting).map((each) => Object.keys(waitingValues(each)));
    return waiting.flat();
}
function list(details) {
    return Object.entries(details)
        .filter(([, items]) => items.length > 0)
        .map(([what, items]) => ({ what: what, detail: items.join(', ') }));
}

const SHOWN = 100;
/** What waits for a call: an entry of a visit that goes on is not late. */
const DUE = `priority < ${PRIORITY.timeline} OR (priority = ${PRIORITY.timeline} AND due_at <= ?)`;
/** What waits for the operator; the words of the index `subject_held`. */
const HELD = `priority = ${PRIORITY.housekeeping} AND waiting_since IS NOT NULL`;
/** Who waits, in the order in which they will be served, and who is held back for review. */
function readWaiting(sql, now) {
    const messages = readLastMessages(sql);
    const view = ({ id, state }) => {
        const subject = parseKept(state);
        return subject ? [viewSubject(id, subject, messages.get(id))] : [];
    };
    const due = `SELECT id, state FROM subject WHERE ${DUE} ORDER BY priority, due_at LIMIT ${SHOWN}`;
    const held = `SELECT id, state FROM subject WHERE ${HELD} ORDER BY waiting_since LIMIT ${SHOWN}`;
    return {
        subjects: sql.exec(due, now).toArray().flatMap(view),
        held: sql.exec(held).toArray().flatMap(view),
    };
}

/** How much waits, by what it is worth, and for how long. */
function countBacklog(sql, { budget, config, delivery, now, }) {
    const of = (priority) => countUpTo(sql, 'SELECT 1 FROM subject WHERE priority = ?', priority);
    const backlog = {
        requests: countUpTo(sql, 'SELECT 1 FROM inbox'),
        newContacts: of(PRIORITY.newContact),
        changes: of(PRIORITY.identity),
        mapped: of(PRIORITY.mapped),
        // An entry of a visit that goes on is not late.
        timeline: countUpTo(sql, 'SELECT 1 FROM subject WHERE priority = ? AND due_at <= ?', PRIORITY.timeline, now),
        held: countUpTo(sql, `SELECT 1 FROM subject WHERE ${HELD}`),
    };
    const waiting = [
        { priority: PRIORITY.newContact, count: backlog.newContacts.count },
        { priority: PRIORITY.identity, count: backlog.changes.count },
        { priority: PRIORITY.mapped, count: backlog.mapped.count },
        { priority: PRIORITY.timeline, count: backlog.timeline.count },
    ];
    const isEmpty = waiting.every(({ count }) => count === 0);
    if (isEmpty || NOBODY_KNOWS.includes(delivery.state))
        return backlog;
    const at = drainedAt(waiting, { budget, limits: config, now });
    return at === undefined ? backlog : { ...backlog, drainedAt: at };
}
/** It ends when a person acts, or when Freshsales is back. */
const NOBODY_KNOWS = ['paused', 'dryRun', 'keyRefused', 'outage'];

/** What an operator wants to know at a glance. */
function readOverview(sql, { config, failures, now }) {
    const budget = readState(sql, 'budget', { spent: {} });
    const { remaining } = budget;
    const delivery = deliveryState(sql, { budget, config, now });
    return {
        now,
        health: readStatus(sql, { config, failures, now }),
        delivery,
        flow: readFlow(sql, budget, now),
        quota: {
            hour: gauge(spentWithin(budget, HOUR_MS$1, now), config.hourlyCalls),
            minute: gauge(spentWithin(budget, MINUTE_MS$1, now), config.minuteCalls),
            ...(remaining && { reported: { remaining: remaining.calls, at: remaining.at } }),
        },
        backlog: countBacklog(sql, { budget, config, delivery, now }),
        deadLetters: countUpTo(sql, 'SELECT 1 FROM dead_letter'),
    };
}
function deliveryState(sql, { budget, config, now }) {
    const since = pausedSince(sql);
    if (since !== undefined)
        return { state: 'paused', since };
    if (config.dryRun)
        return { state: 'dryRun' };
    const until = affordableAt(budget, config, PRIORITY.newContact, now);
    if (budget.pausedFor === 'account')
        return { state: 'keyRefused', until };
    if (budget.pausedFor === 'outage')
        return { state: 'outage', until };
    if (until <= now)
        return { state: 'flowing' };
    return { state: budget.pausedFor ?? 'quotaUsedUp', until };
}
function readFlow(sql, budget, now) {
    const read = createFlowReader(sql);
    const point = (unit, length) => (slot) => ({
        at: slot * length,
        calls: unit === 'hours'
            ? (budget.hours?.[slot] ?? 0)
            : callsBetween(budget, slot * length, (slot + 1) * length),
        ...read(unit, slot),
    });
    return {
        hour: lastSlots(60, Math.floor(now / MINUTE_MS$1), point('minutes', MINUTE_MS$1)),
        day: lastSlots(24, Math.floor(now / HOUR_MS$1), point('hours', HOUR_MS$1)),
    };
}
function lastSlots(count, last, point) {
    return Array.from({ length: count }, (_, index) => point(last - count + 1 + index));
}
function callsBetween({ spent }, from, to) {
    let calls = 0;
    for (let at = from; at < to; at += SLOT_MS)
        calls += spent[at / SLOT_MS] ?? 0;
    return calls;
}
const gauge = (used, limit) => ({
    used,
    limit,
    remaining: Math.max(0, limit - used),
});

const FOUND = 20;
/** People whose e-mail address, userId or anonymousId begins like this. */
function findPeople(sql, text) {
    const start = text.trim();
    if (start === '')
        return [];
    const messages = readLastMessages(sql);
    const keys = [`e:${start.toLowerCase()}`, `u:${start}`, `a:${start}`];
    const ids = new Set(keys.flatMap((key) => subjectsByPrefix(sql, key)));
    return [...ids].slice(0, FOUND).flatMap((id) => {
        const subject = readSubject(sql, id);
        return subject ? [viewSubject(id, subject, messages.get(id))] : [];
    });
}
/** Everything the edge knows of one person. */
async function readPerson(sql, id) {
    const subject = readSubject(sql, id);
    if (subject?.kind !== 'person')
        return null;
    const view = viewSubject(id, subject, readLastMessages(sql).get(id));
    return {
        ...view,
        ...detailsOf(subject),
        deliveries: readDeliveriesOf(sql, id),
        deadLetters: readDeadLettersOf(sql, id),
        pseudonym: await pseudonymOf(logKey(sql), view.who),
    };
}
function detailsOf({ keys, fields, custom, accounts, tags, deals, visits }) {
    return {
        keys,
        fields: Object.entries({ ...custom, ...fields })
            .map(([name, { value, at, delivered }]) => ({ name, value, at, isDelivered: !!delivered }))
            .sort((a, b) => a.name.localeCompare(b.name)),
        accounts: Object.entries(accounts).map(([name, isLinked]) => ({ name, isLinked })),
        tags: Object.keys(tags),
        deals: Object.entries(deals).map(([name, deal]) => ({
            name,
            isWaiting: isDealWaiting(deal),
            ...(deal.id !== undefined && { id: deal.id }),
        })),
        visits: visits.map(({ startedAt, lastSeenAt, pages, events, entry }) => ({
            startedAt,
            lastSeenAt,
            pages: pages.reduce((views, page) => views + page.views, 0),
            events: events.length,
            ...(entry && { noteId: entry.id }),
        })),
    };
}
function subjectsByPrefix(sql, prefix) {
    return sql
        .exec(`SELECT subject FROM identity WHERE key >= ? AND key < ? ORDER BY key LIMIT ${FOUND}`, prefix, `${prefix}\u{10ffff}`)
        .toArray()
        .map(({ subject }) => subject);
}
function readSubject(sql, id) {
    const [row] = sql.exec('SELECT state FROM subject WHERE id = ?', id).toArray();
    return row && parseKept(row.state);
}

/** Lets someone through whose sign-up was held back for review; false when nobody of that number is. */
function release(storage, id, now) {
    return storage.transactionSync(() => {
        const subjects = new Subjects(storage.sql, now);
        const person = subjects.byId(id);
        if (person?.kind !== 'person' || !person.held)
            return false;
        delete person.held;
        subjects.touch(person);
        subjects.save();
        return true;
    });
}

/**
 * While Freshsales refuses a company, its people count as linked, so that they are not held up.
 * Once it is tried again, so are their links; one that is there already costs nothing to find.
 */
function reopenCompanyLinks(sql, names, subjects) {
    if (names.size === 0)
        return;
    const rows = sql.exec("SELECT id, state ->> '$.accounts' AS accounts FROM subject WHERE json_valid(state) AND state ->> '$.accounts' <> '{}'");
    for (const { id, accounts } of rows.toArray()) {
        const linked = Object.keys(JSON.parse(accounts));
        if (!linked.some((name) => names.has(name)))
            continue;
        const person = subjects.byId(id);
        if (person?.kind !== 'person')
            continue;
        for (const name of linked)
            if (names.has(name))
                person.accounts[name] = false;
        subjects.touch(person);
    }
}

/**
 * Whom a letter belongs to. Its number alone is not enough: the person may have been merged into
 * another or forgotten, and the number given away again.
 */
function findReceiver({ subject: id, who, lost }, subjects, now) {
    const subject = subjects.byId(id);
    if (who === undefined) {
        // It names its record in Freshsales itself, so anybody can carry it there.
        return lost?.activity?.target ? subjects.createPerson(now) : undefined;
    }
    return subject && isCalled(subject, who)
        ? subject
        : (subjects.person(`e:${who}`) ?? subjects.findAccount(who));
}
/** What was refused waits again, unless something newer took its place; the person is tried again. */
function putBack({ purpose, lost }, subject) {
    subject.attempts = 0;
    delete subject.retryAt;
    delete subject.refused;
    const values = purpose && 'values' in purpose ? purpose.values : undefined;
    if (subject.kind === 'account') {
        if (values)
            reopen(subject, values);
        return;
    }
    if (purpose && purpose.kind !== 'deal' && values)
        reopen(subject, values);
    if (purpose)
        reopenLinks(subject, purpose);
    if (lost)
        restore$1(subject, lost, purpose);
}
const isCalled = (subject, who) => subject.kind === 'account' ? subject.name === who : subject.keys.includes(`e:${who}`);
/** Only values that are still the current ones: an older one must not be written over a newer one. */
function reopen(holder, { fields, custom }) {
    markWaiting(holder.fields, unchanged(holder.fields, fields));
    markWaiting(holder.custom, unchanged(holder.custom, custom));
}
function unchanged(known, refused) {
    return Object.keys(refused).filter((name) => JSON.stringify(known[name]?.value) === JSON.stringify(refused[name]));
}
function reopenLinks(person, purpose) {
    const accounts = purpose.kind === 'lead' ? purpose.accounts : linksOf(purpose);
    for (const name of accounts)
        if (name in person.accounts)
            person.accounts[name] = false;
    const tags = purpose.kind === 'contact' ? (purpose.tags ?? []) : [];
    for (const tag of tags)
        if (tag in person.tags)
            person.tags[tag] = false;
    const deals = purpose.kind === 'lead' ? purpose.deals : [];
    for (const name of deals)
        reopenDeal(person.deals[name]);
}
const linksOf = (purpose) => (purpose.kind === 'contact' ? (purpose.links ?? []) : []);
/** A deal that was to travel with a refused lead was marked as made, under no number. */
function reopenDeal(deal) {
    if (deal?.id !== 0)
        return;
    delete deal.id;
    markWaiting(deal.fields, Object.keys(deal.fields));
    markWaiting(deal.custom, Object.keys(deal.custom));
}
function restore$1(person, lost, purpose) {
    const { activity, deal, visit, tracked } = lost;
    if (activity && !person.activities.some(({ key }) => key === activity.key)) {
        person.activities.push(activity);
        person.activities.sort((a, b) => a.at - b.at);
    }
    if (deal && purpose?.kind === 'deal')
        restoreDeal(person, purpose.name, deal, purpose.values);
    if (visit && !person.visits.some(({ id }) => id === visit.id))
        mergeVisits(person.visits, [visit]);
    if (tracked)
        person.tracked = [tracked, ...(person.tracked ?? [])];
}
function restoreDeal(person, name, lost, values) {
    const known = person.deals[name];
    if (!known)
        person.deals[name] = lost;
    else {
        mergeStamped(known.fields, lost.fields);
        mergeStamped(known.custom, lost.custom);
    }
    reopen(person.deals[name] ?? lost, values);
}

/** One transaction: small enough to be short, large enough to write each person once. */
const BATCH = 500;
/** One action: what a request may take, in time and in memory. */
const AT_MOST = 10_000;
/**
 * Puts dead letters back to where they were refused, so that they are sent once more by the same
 * rules as everything else. A letter whose person is no longer known stays.
 */
function replay(storage, ask, now) {
    const { sql } = storage;
    const report = { replayed: 0, gone: 0, isMore: false };
    const selection = select(sql, ask);
    // From the newest down, so that a letter that stays is met once.
    let last = Number.MAX_SAFE_INTEGER;
    while (report.replayed + report.gone < AT_MOST) {
        const letters = takeLetters(sql, selection, last);
        const [oldest] = letters.slice(-1);
        if (!oldest)
            return report;
        storage.transactionSync(() => {
            const subjects = new Subjects(sql, now);
            const companies = new Set();
            for (const each of letters) {
                if (replayLetter(sql, each.letter, { subjects, companies, now })) {
                    sql.exec('DELETE FROM dead_letter WHERE id = ?', each.id);
                    report.replayed++;
                }
                else
                    report.gone++;
            }
            reopenCompanyLinks(sql, companies, subjects);
            subjects.save();
        });
        last = oldest.id - 1;
    }
    report.isMore = takeLetters(sql, selection, last).length > 0;
    return report;
}
function replayLetter(sql, letter, { subjects, companies, now }) {
    if (letter.inbox) {
        appendRow(sql, letter.inbox);
        return true;
    }
    const subject = findReceiver(letter, subjects, now);
    if (!subject)
        return false;
    putBack(letter, subject);
    if (subject.kind === 'account' && subject.id === undefined)
        companies.add(subject.name);
    subjects.touch(subject);
    return true;
}
function select(sql, ask) {
    if ('id' in ask)
        return { where: 'id = ?', value: ask.id };
    if ('like' in ask)
        return { where: 'reason = ?', value: reasonOf(sql, ask.like) ?? null };
    return { where: '?', value: 1 };
}
function takeLetters(sql, { where, value }, last) {
    return sql
        .exec(`SELECT id, record FROM dead_letter WHERE id <= ? AND ${where} ORDER BY id DESC LIMIT ${BATCH}`, last, value)
        .toArray()
        .map(({ id, record }) => ({ id, letter: JSON.parse(record) }));
}

/** How far back Cloudflare can go: https://developers.cloudflare.com/durable-objects/api/sqlite-storage-api/ */
const REACH_MS = 30 * 86_400_000;
/** The answer leaves before the object ends. */
const RESTART_MS = 250;
/** Takes the outbox back to how it was at a moment, from Cloudflare's own recovery log; it starts again for that. */
async function restore(storage, { at, now, restart }) {
    if (at >= now || at < now - REACH_MS)
        return { restoring: false, reason: 'at: must be a time within the last 30 days' };
    try {
        const undo = await storage.onNextSessionRestoreBookmark(await storage.getBookmarkForTime(at));
        setTimeout(restart, RESTART_MS);
        return { restoring: true, undo };
    }
    catch (error) {
        return { restoring: false, reason: error instanceof Error ? error.message : String(error) };
    }
}

/** Answers a question of the console, or carries out an order. */
function operate(name, ask, operating) {
    return OPERATIONS[name](ask, operating);
}
const OPERATIONS = {
    overview: async (_, { delivering: { storage, config, now }, failures }) => readOverview(storage.sql, { config, failures, now: now() }),
    deliveries: async (ask, { delivering: { storage } }) => ({
        deliveries: readDeliveries(storage.sql, ask),
    }),
    waiting: async (_, { delivering: { storage, now } }) => readWaiting(storage.sql, now()),
    deadLetters: async (ask, { delivering: { storage } }) => readDeadLetters(storage.sql, ask),
    replay: async (ask, { delivering: { storage, now }, wake }) => {
        const report = replay(storage, ask, now());
        logEvent('dead_letters_replayed', { replayed: report.replayed, gone: report.gone });
        wake();
        return report;
    },
    findPeople: async ({ text }, { delivering: { storage } }) => ({
        subjects: findPeople(storage.sql, text),
    }),
    person: async ({ id }, { delivering: { storage } }) => ({
        person: await readPerson(storage.sql, id),
    }),
    release: async ({ id }, { delivering: { storage, now }, wake }) => {
        const released = release(storage, id, now());
        wake();
        return { released };
    },
    forget: (ask, { delivering, alone }) => alone(() => forget(delivering, ask)),
    pause: async (_, { delivering: { storage, now } }) => {
        pauseDelivery(storage.sql, now());
        logEvent('delivery_paused');
        return { pausedSince: pausedSince(storage.sql) ?? now() };
    },
    resume: async (_, { delivering: { storage }, wake }) => {
        resumeDelivery(storage.sql);
        logEvent('delivery_resumed');
        wake();
        return { pausedSince: null };
    },
    restore: async ({ at }, { delivering: { storage, now }, restart }) => {
        const report = await restore(storage, { at, now: now(), restart });
        if (report.restoring)
            logEvent('outbox_restored', { at });
        return report;
    },
};

/** A webhook is no part of the delivery; nobody waits longer for it. */
const TIMEOUT_MS = 10_000;
/** Posts JSON; rejects when the receiver does not take it. The address is a secret and not in the error. */
async function postAlert(url, body) {
    const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (!response.ok)
        throw new Error(`The webhook answered ${response.status}.`);
}

/** Both hold personal data; what is not mended by then will not be. */
const KEPT_MS = 30 * 86_400_000;
/** Rows removed in one turn, so that no lead waits for the cleaning. */
const AT_ONCE = 200;
/** Removes dead letters and deliveries that are too old. Answers when the next ones will be. */
function purge(sql, now) {
    return Math.min(purgeTable(sql, 'dead_letter', now), purgeTable(sql, 'delivery', now));
}
function purgeTable(sql, table, now) {
    const oldest = () => sql
        .exec(`SELECT id, at FROM ${table} ORDER BY id LIMIT 1`)
        .toArray();
    const [first] = oldest();
    if (!first)
        return NEVER;
    if (first.at + KEPT_MS > now)
        return first.at + KEPT_MS;
    sql.exec(`DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} ORDER BY id LIMIT ${AT_ONCE}) AND at <= ?`, now - KEPT_MS);
    return purgeAgainAt(oldest(), now);
}
function purgeAgainAt([oldest], now) {
    return oldest ? Math.max(now, oldest.at + KEPT_MS) : NEVER;
}

/** As large as a large request. */
const PROBE_CHARACTERS = 64 * 1024;
/** Anyone may ask how the outbox is; that must not cost a write each time. */
const BELIEVED_MS = 60_000;
/**
 * Fails when there is no room for a request. Only a write tells: after one that failed the runtime
 * starts a new object, which knows nothing of it.
 */
function createDiskProbe(sql, now) {
    let probedAt = Number.NEGATIVE_INFINITY;
    return () => {
        if (Math.abs(now() - probedAt) < BELIEVED_MS)
            return;
        writeState(sql, 'probe', String(now()).padEnd(PROBE_CHARACTERS));
        probedAt = now();
    };
}

/**
 * The tables of an outbox. Rows written are what Cloudflare bills and what bounds throughput, so a
 * request is one row until it is folded, and a person is one row however much is known of them.
 */
const VERSIONS = [
    [
        // One row a request: the durable promise behind the 200.
        `CREATE TABLE inbox (
       id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, source TEXT NOT NULL, events TEXT NOT NULL)`,
        // A person or an account, with the time something is to be done about it.
        `CREATE TABLE subject (
       id INTEGER PRIMARY KEY, state TEXT NOT NULL, priority INTEGER NOT NULL,
       due_at INTEGER NOT NULL, waiting_since INTEGER)`,
        'CREATE INDEX subject_due ON subject (priority, due_at, waiting_since)',
        'CREATE TABLE identity (key TEXT PRIMARY KEY, subject INTEGER NOT NULL) WITHOUT ROWID',
        // What Freshsales told of the account: lists of names and ids, metadata of fields.
        `CREATE TABLE list (
       name TEXT PRIMARY KEY, fetched_at INTEGER NOT NULL, entries TEXT NOT NULL) WITHOUT ROWID`,
        // Calls and what came back, the newest few, for the operator.
        `CREATE TABLE delivery (
       id INTEGER PRIMARY KEY, at INTEGER NOT NULL, subject INTEGER NOT NULL, outcome TEXT NOT NULL,
       record TEXT NOT NULL)`,
        `CREATE TABLE dead_letter (
       id INTEGER PRIMARY KEY, at INTEGER NOT NULL, subject INTEGER NOT NULL, reason TEXT NOT NULL,
       record TEXT NOT NULL)`,
        'CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
    ],
    [
        // Who is held back until the operator decides: nothing is due for them, and yet they wait.
        `CREATE INDEX subject_held ON subject (waiting_since) WHERE priority = 4
       AND waiting_since IS NOT NULL`,
    ],
];
/** Brings a file of any earlier version up to date; a file of a later version is left alone. */
function migrate(storage) {
    const sql = storage.sql;
    sql.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
    const [row] = sql.exec('SELECT version FROM schema_version').toArray();
    const current = row?.version ?? 0;
    if (current >= VERSIONS.length)
        return;
    storage.transactionSync(() => {
        for (const statements of VERSIONS.slice(current))
            for (const each of statements)
                sql.exec(each);
        sql.exec('DELETE FROM schema_version');
        sql.exec('INSERT INTO schema_version VALUES (?)', VERSIONS.length);
    });
}

/** One alarm works this long at most, then the next one goes on. */
const TURN_MS = 20_000;
/** After an error of our own. */
const RECOVER_MS = 10_000;
/** The account's settings are wrong: the operator has to act, and nothing is lost meanwhile. */
const MISCONFIGURED_MS = 60_000;
/** When the outbox is full, or its disk is. */
const FULL_RETRY_SECONDS = 300;
/**
 * Keeps what was acknowledged and brings it to Freshsales. One object per Freshsales account, since
 * the hourly quota belongs to the account; its alarm does all the work.
 */
class Outbox extends DurableObject {
    /** When the alarm is set for; undefined while the alarm is at work and will look by itself. */
    #alarmAt;
    #isWorking = false;
    #delivering;
    /** What writes and waits in between takes its turn here: delivery, and a person to be forgotten. */
    #inLine = createLine();
    #probeDisk = createDiskProbe(this.ctx.storage.sql, () => Date.now());
    #isFull = createHighWater(this.ctx.storage.sql, () => Date.now());
    #alerts = createAlerts({
        sql: this.ctx.storage.sql,
        post: postAlert,
        now: () => Date.now(),
    });
    /** What went wrong here last, for `/health`; it is not written, since the disk may be what failed. */
    #failures = new Map();
    constructor(state, env) {
        super(state, env);
        migrate(state.storage);
    }
    /** Stores a request. The answer leaves only when the row is on disk: that is the promise behind the 200. */
    async append({ source, receivedAt, events }) {
        const { sql } = this.ctx.storage;
        try {
            if (this.#isFull())
                return { stored: false, retryAfterSeconds: FULL_RETRY_SECONDS };
            appendRow(sql, { source, receivedAt, events });
            this.#failures.delete('append');
        }
        catch (error) {
            console.error(JSON.stringify({ event: 'append_failed', error: String(error) }));
            this.#failures.set('append', `A request could not be stored: ${error}`);
            return { stored: false, retryAfterSeconds: FULL_RETRY_SECONDS };
        }
        this.#wake();
        return { stored: true };
    }
    async status() {
        const config = parseConfig(this.env);
        if (!config.ok)
            return { ok: false, degraded: [config.reason], oldestWaitingSeconds: 0 };
        this.#probeDisk();
        const failures = [...this.#failures.values()];
        return readStatus(this.ctx.storage.sql, { config: config.value, failures, now: Date.now() });
    }
    /** What the console asks and orders, see `Operations`. */
    async operate(name, ask) {
        const config = parseConfig(this.env);
        if (!config.ok)
            throw new Error(config.reason);
        return operate(name, ask, {
            delivering: this.#deliveringWith(config.value),
            failures: [...this.#failures.values()],
            alone: this.#inLine,
            wake: () => this.#wake(),
            restart: () => this.ctx.abort('The outbox starts again, as it was before.'),
        });
    }
    /** Never throws: the runtime gives up on an alarm that does. */
    async alarm() {
        this.#isWorking = true;
        this.#alarmAt = undefined;
        let wakeAt = Date.now() + RECOVER_MS;
        try {
            wakeAt = await this.#work();
            this.#failures.delete('alarm');
        }
        catch (error) {
            console.error(JSON.stringify({ event: 'alarm_failed', error: String(error) }));
            this.#failures.set('alarm', `The outbox's own work failed: ${error}`);
        }
        finally {
            this.#isWorking = false;
            this.#wakeAt(wakeAt);
        }
    }
    /** Folds and delivers until nothing is due; answers when something will be. */
    async #work() {
        const config = parseConfig(this.env);
        if (!config.ok) {
            console.error(JSON.stringify({ event: 'misconfigured', reason: config.reason }));
            return Date.now() + MISCONFIGURED_MS;
        }
        const delivering = this.#deliveringWith(config.value);
        const until = Date.now() + TURN_MS;
        let turn = { did: true };
        while (turn.did && Date.now() < until)
            turn = await this.#inLine(() => takeTurn(delivering));
        const { sql } = this.ctx.storage;
        const cleanAt = purge(sql, Date.now());
        const alertAt = this.#alerts.check(config.value);
        return Math.min(turn.did ? Date.now() : turn.wakeAt, cleanAt, alertAt);
    }
    #deliveringWith(config) {
        this.#delivering ??= createDelivering(this.ctx.storage, config);
        return this.#delivering;
    }
    /** There may be something to do; an alarm at work looks by itself. */
    #wake() {
        if (!this.#isWorking)
            this.#wakeAt(Date.now());
    }
    #wakeAt(at) {
        if (at === NEVER || (this.#alarmAt !== undefined && this.#alarmAt <= at))
            return;
        this.#alarmAt = at;
        this.ctx.storage.setAlarm(at);
    }
}
/** Folds what came in and makes one call: between the two nothing can slip in unseen. */
async function takeTurn(delivering) {
    const { storage, config, now } = delivering;
    const folded = foldInbox(storage, { ...config, generation: config.domain.generation }, now());
    const turn = await deliverNext(delivering);
    return folded ? { did: true } : turn;
}

var worker = { fetch: handle };

export { Outbox, worker as default };
