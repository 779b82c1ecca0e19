import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import type { Subject } from '#core/import/field.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { readInterval, readTiming } from '#core/import/format/words.ts'
import { inspectFile } from '#core/import/inspect.ts'
import { openBooks } from '#test/support/books.ts'
import { importer } from './bring-in.ts'

const files: [Subject, string, Record<string, string>][] = [
	[
		'customers',
		'Kundennummer;Firma;Ansprechpartner;Straße;PLZ;Ort;Land;USt-IdNr.;E-Mail;Telefon;Währung;Zahlungsziel;Betreuer\n10001;Bäckerei Weiß GmbH;Ute Weiß;Hauptstr. 1;10115;Berlin;Deutschland;DE129273398;rechnung@weiss.example;+49 30 1;EUR;30;Albers\n',
		{
			...{ key: 'Kundennummer', name: 'Firma', contactName: 'Ansprechpartner', street: 'Straße', postalCode: 'PLZ' },
			...{
				city: 'Ort',
				country: 'Land',
				taxNumber: 'USt-IdNr.',
				email: 'E-Mail',
				phone: 'Telefon',
				currency: 'Währung',
			},
			...{ paymentTermDays: 'Zahlungsziel', owner: 'Betreuer' },
		},
	],
	[
		'contracts',
		'Vertragsnummer;Kunden-Nr.;Kunde;Vertragsbezeichnung;Artikel;Vertragsbeginn;Vertragsende;Menge;Einzelpreis;Rabatt %;Währung;Abrechnungsintervall;Automatische Verlängerung;Kündigungsfrist;Seriennummer\nV-1;10001;Weiß;Wartung;Gold;01.02.2026;31.01.2028;2;1.234,50 €;5;EUR;vierteljährlich;ja;90;SN-7\n',
		{
			...{ key: 'Vertragsnummer', customerNumber: 'Kunden-Nr.', customerName: 'Kunde', title: 'Vertragsbezeichnung' },
			...{ product: 'Artikel', start: 'Vertragsbeginn', end: 'Vertragsende', quantity: 'Menge', amount: 'Einzelpreis' },
			...{ discountPercent: 'Rabatt %', currency: 'Währung', interval: 'Abrechnungsintervall' },
			...{ renewal: 'Automatische Verlängerung', noticeDays: 'Kündigungsfrist', serialNumber: 'Seriennummer' },
		},
	],
	[
		'lines',
		'Vertragsnummer;Pos. Nr.;Artikel;Beschreibung;Menge;Einheit;Einzelpreis;Turnus;Leistungsbeginn\nV-1;1;Gold;Vor Ort;2;Stunde;90,00;monatlich;1. März 2026\n',
		{
			...{ contract: 'Vertragsnummer', line: 'Pos. Nr.', product: 'Artikel', description: 'Beschreibung' },
			...{ quantity: 'Menge', unit: 'Einheit', amount: 'Einzelpreis', interval: 'Turnus', start: 'Leistungsbeginn' },
		},
	],
	[
		'contacts',
		'Kundennummer;Vorname;Nachname;E-Mail-Adresse;Handy;Sprache\n10001;Ute;Weiß;ute@weiss.example;0151;Englisch\n',
		{
			...{ customerNumber: 'Kundennummer', firstName: 'Vorname', lastName: 'Nachname', email: 'E-Mail-Adresse' },
			...{ phone: 'Handy', language: 'Sprache' },
		},
	],
	[
		'products',
		'Artikelnummer;Bezeichnung;Beschreibung;Mengeneinheit;Warengruppe\nA1;Gold;Alles;Stunde;service\n',
		{
			code: 'Artikelnummer',
			name: 'Bezeichnung',
			description: 'Beschreibung',
			unit: 'Mengeneinheit',
			kind: 'Warengruppe',
		},
	],
	[
		'prices',
		'Artikel-Nr.;Währung;Nettopreis;Gültig ab;Preisliste;Ab Menge\nA1;EUR;9,90;01.01.2027;Händler;10\n',
		{
			...{ product: 'Artikel-Nr.', currency: 'Währung', unitPrice: 'Nettopreis', validFrom: 'Gültig ab' },
			...{ list: 'Preisliste', fromQuantity: 'Ab Menge' },
		},
	],
	[
		'invoices',
		'Rechnungs-Nr.;Debitorennummer;Rechnungsdatum;Fällig bis;Offener Betrag;MwSt\nR-1;10001;01.02.2026;15.02.2026;119,00;19,00\n',
		{
			...{
				number: 'Rechnungs-Nr.',
				customerNumber: 'Debitorennummer',
				issuedOn: 'Rechnungsdatum',
				dueOn: 'Fällig bis',
			},
			...{ openAmount: 'Offener Betrag', taxAmount: 'MwSt' },
		},
	],
	[
		'receipts',
		'Buchungstag;Betrag;Verwendungszweck;Kundennummer;Zahlungsart\n03.02.2026;119,00;R-1;10001;Überweisung\n',
		{
			...{ receivedOn: 'Buchungstag', amount: 'Betrag', reference: 'Verwendungszweck', method: 'Zahlungsart' },
			customerNumber: 'Kundennummer',
		},
	],
	[
		'follow_ups',
		'Datum;Kontaktart;Gesprächsnotiz;Wiedervorlage;Erledigt;Bearbeiter;Kundennummer\n03.02.2026;call;Ruft zurück;10.02.2026;nein;Albers;10001\n',
		{
			...{ happenedOn: 'Datum', kind: 'Kontaktart', text: 'Gesprächsnotiz', nextOn: 'Wiedervorlage' },
			...{ done: 'Erledigt', author: 'Bearbeiter', customerNumber: 'Kundennummer' },
		},
	],
	[
		'equipment',
		'Seriennummer;Fahrgestellnummer;Modell;Standort;Betriebsstunden;Bemerkung\nSN-7;F-9;EX 20;Hof;1.204;neu\n',
		{
			...{ serialNumber: 'Seriennummer', factoryNumber: 'Fahrgestellnummer', model: 'Modell', place: 'Standort' },
			...{ meterReading: 'Betriebsstunden', note: 'Bemerkung' },
		},
	],
]

test.each(files)('what a German program exports of %s is matched by its headers', async (subject, text, expected) => {
	await using world = await openBooks({ on: '2026-03-01' })
	const { matches } = expectOk(
		await act(world.books, importer, inspectFile, {
			...{ subject, file: fileOfBytes('export.csv', new TextEncoder().encode(text)) },
		}),
	)
	expect(Object.fromEntries(matches.map(({ field, column }) => [field, column]))).toMatchObject(expected)
})

test('how often and when is read in German', () => {
	const months = (word: string) => readInterval(word)
	expect(['pro Monat', 'quartalsweise', 'im Jahr', 'einmalig'].map(months)).toEqual([
		{ unit: 'month', count: 1 },
		{ unit: 'month', count: 3 },
		{ unit: 'year', count: 1 },
		'once',
	])
	expect(['im Voraus', 'nachträglich'].map(readTiming)).toEqual(['advance', 'arrears'])
})
