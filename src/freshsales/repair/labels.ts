/**
 * What accounts call their fields: Freshsales' own labels where they do not resemble the API name,
 * and their translations. A word may stand for several fields; which is meant depends on the record.
 */
// biome-ignore format: a table reads best with one row a line
const LABELS: { readonly [field: string]: string } = {
  emails: 'email, e-mail, emails, correo, correo electronico, direccion de correo electronico, e-mail-adresse, adresse e-mail, adresse email, adresse de courriel, courriel, endereco de e-mail, endereco de email',
  first_name: 'nombre, vorname, prenom, primeiro nome, nome',
  last_name: 'apellido, apellidos, nachname, familienname, nom, nom de famille, sobrenome, apelido',
  job_title: 'cargo, puesto, berufsbezeichnung, stellenbezeichnung, position, fonction, poste, intitule du poste',
  work_number: 'work, phone, work phone, trabajo, telefono, telefono del trabajo, telefon, arbeit, geschaftlich, telephone, telephone professionnel, telefone, telefone comercial, trabalho, bureau',
  mobile_number: 'mobile, movil, celular, mobil, mobilnummer, handy, handynummer, portable, telephone portable, telemovel, numero de movil, numero de celular, numero de telefono movil, numero de portable',
  work_email: 'correo del trabajo, correo de trabajo, geschaftliche e-mail, e-mail professionnel, adresse e-mail professionnelle, e-mail comercial, e-mail de trabalho',
  phone: 'telefono, telefon, telephone, telefone',
  address: 'direccion, adresse, anschrift, endereco, morada',
  city: 'ciudad, stadt, ort, ville, cidade',
  state: 'estado, provincia, bundesland, etat, region',
  country: 'pais, land, pays',
  zipcode: 'zip, zip code, postal code, codigo postal, postleitzahl, plz, code postal, cep',
  website: 'sitio web, pagina web, webseite, internetseite, site web, site internet, site',
  lead_source_id: 'source, fuente, origen, quelle, fonte, origem',
  owner_id: 'owner, sales owner, propietario, besitzer, eigentumer, verantwortlicher, vertriebsbesitzer, proprietaire, responsable, proprietario, responsavel',
  contact_status_id: 'status, estado, statut, estado del contacto, estado de contacto, kontaktstatus, statut du contact, status do contato',
  lifecycle_stage_id: 'lifecycle stage, stage, etapa, etapa del ciclo de vida, lebenszyklusphase, phase, etape, etape du cycle de vie, estagio, estagio do ciclo de vida',
  campaign_id: 'campana, kampagne, campagne, campanha',
  lost_reason_id: 'motivo, motivo de perdida, verlustgrund, raison, raison de la perte, motivo da perda',
  territory_id: 'territorio, gebiet, territoire',
  time_zone: 'timezone, zona horaria, zeitzone, fuseau horaire, fuso horario',
  keyword: 'palabra clave, schlusselwort, stichwort, mot cle, palavra chave',
  medium: 'medio, support, meio, midia',
  external_id: 'id externo, externe id, id externe, identifiant externe, identificador externo',
  sales_accounts: 'account, accounts, sales account, sales accounts, cuenta, cuentas, konto, konten, firma, compte, comptes, conta, contas',
  sales_account_id: 'account, account name, sales account, cuenta, nombre de la cuenta, konto, kontoname, compte, nom du compte, conta, nome da conta',
  parent_sales_account_id: 'parent account, cuenta principal, ubergeordnetes konto, hauptkonto, compte parent, conta principal',
  industry_type_id: 'industry, industria, tipo de industria, sector, branche, secteur, setor',
  business_type_id: 'business, tipo de negocio, geschaftstyp, geschaftsart, type d activite, type d entreprise, tipo, tipo de empresa',
  number_of_employees: 'employees, empleados, numero de empleados, mitarbeiter, mitarbeiterzahl, anzahl der mitarbeiter, effectif, nombre d employes, funcionarios, numero de funcionarios',
  annual_revenue: 'revenue, ingresos anuales, jahresumsatz, revenu annuel, chiffre d affaires, chiffre d affaires annuel, receita anual',
  amount: 'deal value, importe, monto, valor del acuerdo, valor del trato, betrag, deal wert, dealwert, montant, valeur de la transaction, valor, valor do negocio',
  currency_id: 'moneda, divisa, wahrung, devise, moeda',
  deal_stage_id: 'stage, etapa, etapa del acuerdo, phase, deal phase, dealphase, etape, etape de la transaction, estagio',
  deal_pipeline_id: 'pipeline, canal, canalizacion',
  deal_reason_id: 'lost reason, motivo, motivo de perdida, grund, verlustgrund, raison, raison de la perte',
  expected_close: 'expected close date, fecha de cierre prevista, erwartetes abschlussdatum, date de cloture prevue, data de fechamento prevista',
  subscription_status: 'estado de suscripcion, abonnementstatus, statut d abonnement, status da assinatura',
}

/** The account's own label of each field, by API name. */
export type Labels = { readonly [field: string]: string }

/** The words of a text, however they are joined and whatever their case and accents: `ExternalId` is ` external id `. */
export function wordsOf(text: string): string {
  const spaced = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
  const plain = spaced
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
  return ` ${plain
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()} `
}

const BY_FIELD: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(LABELS).map(([field, labels]) => [field, labels.split(',').map(wordsOf)]),
)

/** Everything a field may be called in a refusal, as words; `label` is the account's own. */
export function namesOf(field: string, label?: string): string[] {
  const bare = field.replace(/^cf_/, '')
  const own = [field, bare, bare.replace(/_id$/, ''), ...(label === undefined ? [] : [label])]
  return [...new Set([...own.map(wordsOf), ...(BY_FIELD.get(field) ?? [])])].filter(
    (name) => name.trim().length > 1,
  )
}
