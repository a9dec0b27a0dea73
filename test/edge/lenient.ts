/** Accounts of the CRM that are kinder than the evidence lets one expect, for `setAccount`. */
export const lenient = {
  dealsWithoutAccount: { required: { deal: [] } },
  leadsWithoutCompany: { required: { lead: [], deal: [] } },
  externalIdsShared: { behaviour: { uniqueContactFields: ['mobile_number'] } },
  builtInActivityTypes: { behaviour: { builtInActivityTypesRefused: false } },
} as const
