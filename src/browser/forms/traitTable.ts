/**
 * Which trait a field is, by the words of its `autocomplete`, type, name or label: English, German,
 * French, Spanish, Portuguese, Italian and Dutch. The first row that fits counts. Texts come as
 * `wordsOf` makes them.
 */
export const TRAIT_TABLE = {
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
}

/** Words of a box whose tick means "you may write to me". */
export const SUBSCRIPTION_WORDS = /news|scri|marketing|opt ?in|offer|abonn|angebot/
