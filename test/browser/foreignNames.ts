/** What forms call fields that tell nothing of a person, or what must not be told. Divided by commas. */

export const FOREIGN_NAMES = `
  password, passwd, passwort, pass, pwd, user_password, confirm, confirm_password, senha, contrasena,
  mot_de_passe, wachtwoord, new-password, cc-number, ccNumber, cc_number, card_number, cardNumber,
  creditCard, cc-exp, cc_csc, cvv, cvc, cvv2, csc, ssn, socialSecurityNumber, otp, otpCode,
  one_time_code, pin, coupon, coupon_code, promo_code, voucher, discount, username, user_name,
  userName, login, nickname, display_name, search, q, s, query, keyword, captcha,
  g-recaptcha-response, captcha_code, h-captcha-response, cf-turnstile-response, quantity, qty,
  amount, birthday, birthdate, date_of_birth, dob, bday, gender, sex, geschlecht, iban, IBAN, bic,
  swift, account_number, accountNumber, sort_code, routing_number, kontonummer, tax_id, vat,
  vat_number, ust_id, passport_number, drivers_license, csrf_token, _token, nonce,
  authenticity_token, subject, date, time, appointment, budget, color, size, rating, age, salary,
  nationality, language, fax, filename, file_name, product_name, event_name, hostname,
  domain_name, middle_name, maiden_name, additional_name, salutation, anrede, suffix, prefix,
  referral, source, utm_source, capacity, status, timezone, shortcode, website_password,
  signature, mailing_list, mailing`

export const FOREIGN_LABELS = `
  Password, Passwort, Mot de passe, Contraseña, Senha, Wachtwoord, Parola d’ordine, Card number,
  Credit card number, Name on card, Cardholder name, Kreditkartennummer, Kartennummer,
  Karteninhaber, Prüfziffer, Numéro de carte, Nom du titulaire de la carte, Número de tarjeta,
  Nombre en la tarjeta, Número do cartão, Nome no cartão, Numero di carta, Kaartnummer,
  Naam op de kaart, Security code, CVV, CVC, Expiry date, Ablaufdatum, Social Security Number,
  SSN, Last 4 of SSN, Last four digits of your SSN, Numéro de sécurité sociale,
  Sozialversicherungsnummer, Codice fiscale, CPF, BSN, DNI, IBAN, BIC, SWIFT code, Account number,
  Kontonummer, Bankverbindung, Coupon code, Gutscheincode, Code promo, Código promocional, Cupom,
  Codice sconto, Kortingscode, Username, User name, Benutzername, Nom d’utilisateur, Identifiant,
  Nombre de usuario, Nome de usuário, Nome utente, Gebruikersnaam, Search, Suche, Rechercher,
  Buscar, Pesquisar, Cerca, Zoeken, Captcha, Enter the code shown, Sicherheitscode, Quantity,
  Anzahl, Menge, Quantité, Cantidad, Quantidade, Quantità, Aantal, Birthday, Date of birth,
  Geburtsdatum, Geburtstag, Geburtsort, Place of birth, Date de naissance, Lieu de naissance,
  Fecha de nacimiento, Data de nascimento, Data di nascita, Geboortedatum, Gender, Geschlecht,
  Genre, Sexe, Sexo, Género, Sesso, Geslacht, Marital status, Nationality, Staatsangehörigkeit,
  Nationalité, One-time code, Verification code, PIN, Einmalcode, Product name, Event name,
  Domain name, Pet’s name, Mother’s maiden name, Middle name, Nickname, Spitzname, Apodo,
  Soprannome, Subject, Betreff, Objet, Asunto, Assunto, Oggetto, Onderwerp, Department size,
  Number of employees, Annual revenue, Budget, Date, Time, Height, Capacity,
  How did you hear about us?, Discount code, Fax, VAT number, Tax ID, Ust-IdNr., Passport number,
  Driver licence, Signature, Unterschrift, Handicap, Mailing list, Transport, Support,
  Recommended by, Description`

/** Of `autocomplete`. */
export const FOREIGN_TOKENS = `
  new-password, current-password, one-time-code, cc-name, cc-given-name, cc-additional-name,
  cc-family-name, cc-number, cc-exp, cc-exp-month, cc-exp-year, cc-csc, cc-type,
  tel-country-code, tel-area-code, tel-extension, transaction-currency, transaction-amount,
  username, nickname, honorific-prefix, honorific-suffix, additional-name, bday, bday-day,
  bday-month, bday-year, sex, language, photo, impp`

export const FOREIGN_TYPES = 'password, hidden, file, submit, button, reset'

/** Labels of boxes that are no subscription. */
export const FOREIGN_BOXES = `
  I accept the terms and conditions, I agree to the privacy policy, Ich akzeptiere die AGB,
  Ich habe die Datenschutzerklärung gelesen, J’accepte les conditions générales,
  J’accepte la politique de confidentialité, Acepto los términos y condiciones,
  He leído la política de privacidad, Aceito os termos de uso, Li a política de privacidade,
  Accetto i termini e le condizioni, Ho letto l’informativa sulla privacy,
  Ik ga akkoord met de algemene voorwaarden, Ik heb de privacyverklaring gelezen, Remember me,
  Angemeldet bleiben, Se souvenir de moi, Recuérdame, Lembrar de mim, Ricordami, Onthoud mij,
  Stay signed in, Ship to a different address, Gift wrap, I am over 18, Create an account`

/** Labels of boxes whose tick says "do not". */
export const OPT_OUTS = `
  Geen nieuwsbrief, Não quero receber a newsletter, Please do not send me marketing e-mails,
  Don't send me marketing e-mails, Opt out of marketing, I decline marketing, Stop the newsletter,
  No newsletter, I do not want to receive offers, Unsubscribe me from the newsletter,
  Keinen Newsletter, Ich möchte keine Newsletter erhalten, Newsletter abbestellen,
  Bitte nicht für den Newsletter anmelden, Vom Newsletter abmelden,
  Je ne souhaite pas recevoir la newsletter, Me désabonner de la newsletter,
  Ik wil niet de nieuwsbrief, Uitschrijven voor de nieuwsbrief, Afmelden nieuwsbrief,
  No quiero recibir la newsletter, Darme de baja del boletín, Non voglio ricevere offerte,
  Opt me out of updates, Exclude me from marketing, Annuler mon abonnement, Annulla iscrizione alla newsletter, Cancelar a inscrição na newsletter, Unsubscribe,
  Withdraw my consent to marketing, Turn off marketing emails, Object to marketing,
  Mich vom Newsletter entfernen, Je ne veux plus recevoir la newsletter,
  Dejar de recibir el boletín, Parar de receber promoções, Meld mij af voor de nieuwsbrief,
  Ik wil geen aanbiedingen ontvangen`

/** Labels of fields for codes and the like, to be typed with the keyboard for telephone numbers. */
export const FOREIGN_DIGITS = `
  Verification code, Verify your code, Security code, Expiry, Expiration date, Expires, CVV, CVC,
  PIN, OTP, One-time code, Card number, Credit card, SSN, Passcode, Password`
