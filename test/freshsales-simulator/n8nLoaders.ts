/** What the node offers to choose from, by the call it is read with. */
export const LOADERS: { readonly [loader: string]: string } = {
  getAccountViews: '/sales_accounts/filters?page=1',
  getContactViews: '/contacts/filters?page=1',
  getDealViews: '/deals/filters?page=1',
  getUsers: '/selector/owners',
  getCurrencies: '/selector/currencies',
  ...Object.fromEntries(
    [
      ['BusinessTypes', 'business_types'],
      ['Campaigns', 'campaigns'],
      ['ContactStatuses', 'contact_statuses'],
      ['DealPaymentStatuses', 'deal_payment_statuses'],
      ['DealPipelines', 'deal_pipelines'],
      ['DealProducts', 'deal_products'],
      ['DealReasons', 'deal_reasons'],
      ['DealStages', 'deal_stages'],
      ['DealTypes', 'deal_types'],
      ['IndustryTypes', 'industry_types'],
      ['LifecycleStages', 'lifecycle_stages'],
      ['Outcomes', 'sales_activity_outcomes'],
      ['SalesActivityTypes', 'sales_activity_types'],
      ['Territories', 'territories'],
    ].map(([name, list]) => [`get${name}`, `/selector/${list}`]),
  ),
}
