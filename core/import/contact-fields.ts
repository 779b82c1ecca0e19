import type { Field } from './field.ts'
import { partyFields } from './party-fields.ts'

/** What a column of contacts can fill: people of customers, told apart by their address. */
export const contactFields: readonly Field[] = [
	{
		name: 'email',
		kind: 'email',
		most: 254,
		needed: 'value',
		headers:
			'email|e mail|email address|mail|contact email|work email|primary email|электронная почта|эл почта|почта|емейл|имейл|адрес электронной почты|邮箱|电子邮箱|电子邮件|邮件|联系人邮箱|thư điện tử|địa chỉ email|email liên hệ|e mail adresse|email adresse|mailadresse',
	},
	...partyFields,
	{
		name: 'name',
		kind: 'text',
		most: 200,
		headers:
			'name|full name|contact|contact name|person|contact person|display name|фио|имя|контакт|контактное лицо|姓名|名字|联系人|联系人姓名|họ tên|họ và tên|tên|người liên hệ|tên liên hệ|ansprechpartner|vollständiger name|kontaktperson|kontakt',
	},
	{
		name: 'firstName',
		kind: 'text',
		most: 100,
		headers: 'first name|firstname|given name|forename|имя отчество|名|tên gọi|vorname',
	},
	{
		name: 'lastName',
		kind: 'text',
		most: 100,
		headers: 'last name|lastname|surname|family name|фамилия|姓|họ|họ đệm|nachname|familienname|zuname',
	},
	{
		name: 'phone',
		kind: 'text',
		most: 60,
		headers:
			'phone|phone number|telephone|tel|mobile|mobile phone|work phone|телефон|номер телефона|моб телефон|мобильный|电话|手机|联系电话|điện thoại|số điện thoại|sđt|di động|telefon|telefonnummer|handy|mobil|rufnummer',
	},
	{
		name: 'language',
		kind: 'language',
		headers: 'language|lang|locale|preferred language|язык|语言|语种|ngôn ngữ|sprache|korrespondenzsprache',
	},
	{
		name: 'billing',
		kind: 'truth',
		headers:
			'billing|billing contact|receives invoices|gets invoices|invoice contact|получает счета|для счетов|接收账单|账单联系人|nhận hóa đơn|rechnungskontakt|rechnungsempfänger|erhält rechnungen|bekommt rechnungen',
	},
]
