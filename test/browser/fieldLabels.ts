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
      First name (required), Legal first name`,
    de: 'Vorname, Ihr Vorname, Vorname *, Vornamen',
    fr: 'Prénom, Votre prénom, Prénom *, Prénom(s)',
    es: 'Primer nombre',
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
    en: `
      Name, Full name, Your name, Name *, Contact name, Contact person, What's your name?,
      Enter your full name, First and last name`,
    de: 'Name, Ihr Name, Name *, Dein Name, Ansprechpartner, Vorname Nachname, Vor- und Nachname',
    fr: 'Nom, Nom complet, Votre nom, Nom *, Nom / Prénom, NOM Prénom, Prénom et nom',
    es: 'Nombre, Nombre completo, Su nombre, Tu nombre, Nombre / Apellidos',
    pt: 'Nome, Nome completo, Seu nome, Nome e sobrenome',
    it: 'Nome, Nome completo, Il tuo nome, Nome e cognome',
    nl: 'Naam, Uw naam, Je naam, Voor- en achternaam',
  },
  phone: {
    en: `
      Phone, Phone number, Telephone, Mobile, Mobile phone, Mobile number, Your phone, Work phone,
      Cell phone, Tel., WhatsApp, Contact number`,
    de: 'Telefon, Telefonnummer, Handy, Handynummer, Mobil, Mobilnummer, Mobiltelefon, Tel., Rufnummer',
    fr: 'Téléphone, Numéro de téléphone, Mobile, Téléphone portable, Tél., Portable',
    es: 'Teléfono, Número de teléfono, Móvil, Celular, Número de contacto',
    pt: 'Telefone, Número de telefone, Celular, Telefone celular, Seu telefone',
    it: 'Telefono, Numero di telefono, Cellulare, Numero di cellulare, Tel., Recapito telefonico',
    nl: 'Telefoon, Telefoonnummer, Mobiele telefoon, GSM-nummer',
  },
  title: {
    en: 'Job title, Title, Position, Role, Your role, Job role, Job, Occupation',
    de: 'Position, Beruf, Berufsbezeichnung, Jobtitel, Funktion',
    fr: 'Poste, Fonction, Intitulé du poste, Titre du poste, Votre fonction',
    es: 'Cargo, Puesto, Puesto de trabajo, Función, Profesión',
    pt: 'Cargo, Função, Seu cargo',
    it: 'Ruolo, Ruolo aziendale',
    nl: 'Functie, Functietitel',
  },
  'company.name': {
    en: 'Company, Company name, Organization, Organisation, Your company, Company *, Firm, Employer',
    de: `
      Firma, Firmenname, Unternehmen, Organisation, Ihr Unternehmen, Firma (optional),
      Name des Unternehmens, Arbeitgeber`,
    fr: `
      Société, Entreprise, Organisation, Nom de la société, Votre entreprise, Organisme,
      Compagnie, Raison sociale`,
    es: 'Empresa, Compañía, Nombre de la empresa, Organización, Razón social',
    pt: 'Empresa, Nome da empresa, Organização, Razão social',
    it: 'Azienda, Società, Nome azienda, Organizzazione, Ragione sociale',
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
    de: 'Stadt, Ort, Ort *, Ihre Stadt, Wohnort',
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
    Subscribe (you can unsubscribe at any time), Receive news: no spam,
    Subscribe me. Unsubscribe with one click, Don't miss our offers`,
  de: `
    Newsletter abonnieren, Ich möchte den Newsletter erhalten,
    Newsletter abonnieren (jederzeit abbestellbar), Newsletter! Abmeldung immer möglich,
    Ich will den Newsletter nicht verpassen`,
  fr: `
    Je m'abonne à la newsletter, Recevoir la newsletter, S'inscrire à la newsletter,
    S'inscrire à l'infolettre, Recevoir les offres (désinscription à tout moment)`,
  es: 'Quiero suscribirme al boletín, Suscribirme a la newsletter, Quiero recibir novedades',
  pt: `
    Quero subscrever a newsletter, Inscrever-me na newsletter,
    Quero receber a newsletter (cancele quando quiser)`,
  it: `
    Iscrivimi alla newsletter, Desidero iscrivermi alla newsletter, Voglio ricevere offerte,
    Acconsento al marketing`,
  nl: 'Abonneer mij op de nieuwsbrief, Ik wil de newsletter ontvangen',
}
