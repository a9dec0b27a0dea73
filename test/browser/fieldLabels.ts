/** What people read beside a field, by the trait that it is. Texts are divided by commas. */

type Texts = Record<string, string>

/** Labels and placeholders, by trait and language. */
export const LABELS: Record<string, Texts> = {
  email: {
    en: `
      Email, E-mail, Email address, E-mail Address *, Your email, Work email, Business email,
      Email (required), Enter your email address, Confirm email`,
    de: `
      E-Mail, E-Mail-Adresse, Ihre E-Mail-Adresse, Mailadresse, E-Mail (Pflichtfeld),
      Geschäftliche E-Mail`,
    fr: `
      E-mail, Adresse e-mail, Adresse email, Adresse mail, Courriel, Votre courriel,
      E-mail professionnel`,
    es: `
      Correo electrónico, Correo, Email, Dirección de correo electrónico, Tu correo,
      E-mail de trabajo`,
    pt: `
      E-mail, Email, Endereço de e-mail, Correio eletrônico, Correio eletrónico, Seu e-mail,
      E-mail corporativo`,
    it: 'E-mail, Email, Indirizzo e-mail, Indirizzo email, La tua email, Email aziendale',
    nl: 'E-mail, E-mailadres, E-mail adres, Uw e-mailadres, Je e-mailadres, Zakelijk e-mailadres',
  },
  firstName: {
    en: `
      First name, First Name *, Given name, First, Firstname, Your first name,
      First name (required)`,
    de: 'Vorname, Ihr Vorname, Vorname *, Vornamen',
    fr: 'Prénom, Votre prénom, Prénom *, Prénom(s)',
    pt: 'Prenome',
    nl: 'Voornaam, Uw voornaam, Voornamen',
  },
  lastName: {
    en: 'Last name, Surname, Family name, Last, Lastname, Your last name, Last Name *',
    de: 'Nachname, Familienname, Ihr Nachname',
    fr: 'Nom de famille, Votre nom de famille',
    es: 'Apellido, Apellidos, Tus apellidos, Primer apellido',
    pt: 'Sobrenome, Apelido, Apelidos',
    it: 'Cognome, Il tuo cognome',
    nl: 'Achternaam, Familienaam, Uw achternaam',
  },
  name: {
    en: 'Name, Full name, Your name, Name *',
    de: 'Name, Ihr Name, Name *',
    fr: 'Nom, Nom complet, Votre nom, Nom *',
    es: 'Nombre, Nombre completo, Su nombre',
    pt: 'Nome, Nome completo, Seu nome',
    it: 'Nome, Nome completo',
    nl: 'Naam, Uw naam',
  },
  phone: {
    en: `
      Phone, Phone number, Telephone, Mobile, Mobile phone, Mobile number, Your phone, Work phone,
      Cell phone, Tel.`,
    de: 'Telefon, Telefonnummer, Handy, Handynummer, Mobil, Mobilnummer, Mobiltelefon, Tel.',
    fr: 'Téléphone, Numéro de téléphone, Mobile, Téléphone portable, Tél., Votre téléphone',
    es: 'Teléfono, Número de teléfono, Móvil, Celular, Teléfono móvil, Tel.',
    pt: 'Telefone, Número de telefone, Celular, Telefone celular, Seu telefone',
    it: 'Telefono, Numero di telefono, Cellulare, Numero di cellulare, Tel., Recapito telefonico',
    nl: 'Telefoon, Telefoonnummer, Mobiele telefoon, Tel.',
  },
  title: {
    en: 'Job title, Title, Position, Role, Your role, Job role, Job',
    de: 'Position, Beruf, Berufsbezeichnung, Jobtitel, Funktion',
    fr: 'Poste, Fonction, Intitulé du poste, Titre du poste, Votre fonction',
    es: 'Cargo, Puesto, Puesto de trabajo, Función',
    pt: 'Cargo, Função, Seu cargo',
    it: 'Ruolo, Ruolo aziendale',
    nl: 'Functie, Functietitel',
  },
  'company.name': {
    en: 'Company, Company name, Organization, Organisation, Your company, Company *, Firm',
    de: `
      Firma, Firmenname, Unternehmen, Organisation, Ihr Unternehmen, Firma (optional),
      Name des Unternehmens`,
    fr: `
      Société, Entreprise, Organisation, Nom de la société, Votre entreprise, Organisme,
      Compagnie`,
    es: 'Empresa, Compañía, Nombre de la empresa, Organización',
    pt: 'Empresa, Nome da empresa, Organização, Companhia',
    it: 'Azienda, Società, Nome azienda, Organizzazione',
    nl: 'Bedrijf, Bedrijfsnaam, Organisatie, Naam van het bedrijf, Naam bedrijf',
  },
  website: {
    en: 'Website, Web site, URL, Website URL, Homepage, Web address',
    de: 'Website, Webseite, Homepage, Webadresse',
    fr: 'Site web, Page web',
    es: 'Sitio web, Página web, Web, URL',
    pt: 'Website, Página web, Sítio web',
    it: 'Sito web, Pagina web',
    nl: 'Website, Webpagina, Homepage, Webadres',
  },
  'address.street': {
    en: 'Street, Street address, Address, Address line 1, Address 1, Your address, Street name',
    de: 'Straße, Strasse, Straße und Hausnummer, Adresse, Straße/Nr., Straßenname',
    fr: 'Adresse, Rue, Votre adresse, Numéro et rue, N° et rue',
    es: 'Dirección, Calle, Calle y número',
    pt: 'Endereço',
    it: 'Indirizzo',
    nl: 'Adres',
  },
  'address.city': {
    en: 'City, Town/City, City *, Town / City, Your city',
    de: 'Stadt, Ort, Ort *, Ihre Stadt',
    fr: 'Ville, Votre ville',
    es: 'Ciudad',
    pt: 'Cidade',
    it: 'Città',
    nl: 'Plaats, Woonplaats',
  },
  'address.state': {
    en: 'State, Province, State / Province, State/Region, Region',
    de: 'Bundesland, Region, Provinz',
    fr: 'Région, Province',
    es: 'Provincia, Estado, Región',
    pt: 'Estado, Província',
    it: 'Provincia, Regione, Provincia *',
    nl: 'Provincie',
  },
  'address.postalCode': {
    en: 'ZIP, Zip code, ZIP / Postal code, Postal code, Postcode, Post code',
    de: 'PLZ, Postleitzahl, PLZ *',
    fr: 'Code postal, Code postal *',
    es: 'Código postal',
    pt: 'CEP, Código postal',
    it: 'CAP, Codice postale, Codice di avviamento postale',
    nl: 'Postcode, Uw postcode',
  },
  'address.country': {
    en: 'Country, Country *, Country of residence',
    de: 'Land, Land *',
    fr: 'Pays, Votre pays, Pays de résidence',
    es: 'País, País de residencia',
    pt: 'País, País de residência',
    it: 'Paese',
    nl: 'Land, Land *',
  },
  message: {
    en: 'Message, Your message, Comment, Comments, Questions or comments',
    de: 'Nachricht, Ihre Nachricht, Kommentar',
    fr: 'Message, Votre message, Commentaire, Commentaires',
    es: 'Mensaje, Tu mensaje, Comentario, Comentarios',
    pt: 'Mensagem, Sua mensagem, Comentário, Comentários',
    it: 'Messaggio, Il tuo messaggio, Commento, Commenti',
    nl: 'Bericht, Uw bericht',
  },
}

/** Labels of a box whose tick means "you may write to me". */
export const SUBSCRIPTIONS: Texts = {
  en: `
    Subscribe to our newsletter, Send me news and offers,
    I would like to receive marketing emails, Email me special offers, Opt in to updates,
    Subscribe (you can unsubscribe at any time), Receive news: no spam`,
  de: `
    Newsletter abonnieren, Ich möchte den Newsletter erhalten,
    Newsletter abonnieren (jederzeit abbestellbar)`,
  fr: `
    Je m'abonne à la newsletter, Recevoir la newsletter, S'inscrire à la newsletter,
    S'inscrire à l'infolettre`,
  es: 'Quiero suscribirme al boletín, Suscribirme a la newsletter',
  pt: 'Quero subscrever a newsletter, Inscrever-me na newsletter',
  it: `
    Iscrivimi alla newsletter, Desidero iscrivermi alla newsletter, Voglio ricevere offerte,
    Acconsento al marketing`,
  nl: 'Abonneer mij op de nieuwsbrief, Ik wil de newsletter ontvangen',
}
