/** Loose names that senders use for a field of a contact beside those that its table lists, by field. */
const WORDS: { readonly [field: string]: string } = {
  first_name: 'vorname prenom prénom primernombre nombres primeironome voornaam',
  last_name: 'nachname familienname apellido apellidos cognome sobrenome achternaam nomdefamille',
  job_title: 'cargo berufsbezeichnung stellung puesto fonction designation jobrole',
  work_number:
    'phones phonenumbers contactnumber contactno contactphone yourphone phoneno telno businessphone officephone workphonenumber companyphone homephone phone1 telefon telefonnummer téléphone telefono teléfono telefone',
  mobile_number:
    'mobileno mobilephonenumber cellno cellphonenumber cellnumber msisdn handy handynummer mobil mobiltelefon movil móvil celular portable',
  address: 'straße strasse direccion dirección endereco endereço indirizzo rue calle',
  city: 'ort stadt ville ciudad cidade citta città plaats',
  state: 'stateprovince provinceorstate bundesland provincia estado',
  country: 'countryregion countryname pays pais país land',
  zipcode:
    'postal zippostal zippostalcode plz postleitzahl codepostal codigopostal códigopostal cep',
}

/** By loose name. None of these fields is one that a page may not set. */
export const CONTACT_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(WORDS).flatMap(([field, words]) =>
    words.split(' ').map((word): [string, string] => [word, field]),
  ),
)
