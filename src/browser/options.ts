/** What a site may choose; the script tag says the same with `data-` attributes. */
export interface Options {
  /** Which source the events come from (`data-write-key`). A public credential, not a secret. */
  writeKey: string
  /** Where the edge is (`data-endpoint`); only its origin counts. Default with the script tag: where the script came from. */
  endpoint: string
  /** Report page views by themselves, soft navigations included (`data-pages`). Default: no. */
  pages?: boolean | undefined
  /** Report sign-ups of all forms, or of those a selector names (`data-forms`). Default: none. */
  forms?: boolean | string | undefined
  /**
   * `off`: do not report what is handed in and booked in the widgets of other vendors (HubSpot,
   * Typeform, Calendly …) that stand on the page (`data-widgets="off"`). Default: with `forms` for all
   * forms they are reported.
   */
  widgets?: 'off' | undefined
  /**
   * `required`: keep events in memory, and nothing on the device, until `consent()` is called
   * (`data-consent="required"`). `auto`: the same, and the consent banner of the page decides
   * (`data-consent="auto"`). Default: no consent is needed.
   */
  consent?: 'required' | 'auto' | boolean | undefined
  /**
   * `form`: what somebody hands in counts although they have not decided, or Global Privacy Control
   * is on (`data-forms-consent="form"`): handing it in is their consent to that. Default: it waits
   * for consent like everything else.
   */
  formsConsent?: 'form' | undefined
  /**
   * `ignore`: do not treat Global Privacy Control as a refusal (`data-gpc="ignore"`). Default: a
   * browser that sends it is left alone until `consent(true)`.
   */
  gpc?: 'ignore' | undefined
  /** Store nothing on the device, ever; each page load is a new person (`data-cookieless`). Default: no. */
  cookieless?: boolean | undefined
  /** Domain of the cookie (`data-cookie-domain`). Default: the widest the browser allows, so subdomains share it. */
  cookieDomain?: string | undefined
  /**
   * Send requests with cookies, so that an edge on the same site can set the id cookie itself and
   * Safari keeps it longer than a week (`data-server-cookie`). Default: no; the edge has to allow it.
   */
  serverCookie?: boolean | undefined
  /**
   * What happens to page views and events of strangers, people without a `userId` or an address
   * (`data-anonymous`). `keep`: they stay on the device until the visitor is known, or goes on to
   * another host of the site. `batch`: they are sent with the third view, after 20 seconds, or when the
   * page is hidden; for sites that introduce people from their server. `send`: each at once.
   * Default: `keep`.
   */
  anonymous?: 'keep' | 'batch' | 'send' | undefined
  /**
   * Query parameters that page addresses keep beside campaigns (`utm_*`) and click ids
   * (`data-query="q,page"`). Default: none, since addresses carry secrets.
   */
  query?: string | string[] | undefined
  /**
   * Other domains of yours (`data-link-domains="shop.example,example.org"`): links there carry the
   * anonymous id, and arrivals from there take it over; a step there also
   * sends what was kept of a stranger. Default: none.
   */
  linkDomains?: string | string[] | undefined
}
