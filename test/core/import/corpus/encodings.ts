import { encodeAs, utf8, withMark } from './files.ts'
import { invoiceOf, type Ugly } from './ugly.ts'

const russian = 'Номер счета;Клиент;Дата счета;Срок оплаты;Остаток\n'
const chinese = '发票号,客户名称,开票日期,到期日,未付金额\n'
const vietnamese = 'Số hóa đơn;Khách hàng;Ngày hóa đơn;Hạn thanh toán;Còn phải trả\n'
const german = 'Rechnungsnummer;Kundenname;Rechnungsdatum;Fällig am;Offener Betrag\n'
const inRussian = `${russian}СЧ-1;ООО «Ромашка»;12 мар. 2024;11 апреля 2024 г.;"1 234,56 ₽"\nСЧ-2;Завод Лихачёва;1 мая 2024;31.05.2024;99,00\n`
const russianRows = [
	invoiceOf('СЧ-1', 'ООО «Ромашка»', '2024-03-12', '2024-04-11', '1234.56'),
	invoiceOf('СЧ-2', 'Завод Лихачёва', '2024-05-01', '2024-05-31', '99'),
]
const inChinese = `${chinese}F-1,深圳市华为技术有限公司,2024年3月12日,2024年4月11日,"¥12,000"\nF-2,北京京东世纪贸易有限公司,2024年5月1日,2024年5月31日,"¥1,500.50"\n`
const inVietnamese = `${vietnamese}HD-1;Công ty cổ phần sữa Việt Nam;12 tháng 3, 2024;ngày 11 tháng 4 năm 2024;12.000 ₫\nHD-2;Tập đoàn Hòa Phát;1 tháng 5, 2024;31/05/2024;1.250.000 ₫\n`
const vietnameseRows = [
	invoiceOf('HD-1', 'Công ty cổ phần sữa Việt Nam', '2024-03-12', '2024-04-11', '12000'),
	invoiceOf('HD-2', 'Tập đoàn Hòa Phát', '2024-05-01', '2024-05-31', '1250000'),
]
const inGerman = `${german}R-1;Müller & Söhne;12 Mär 2024;11. April 2024;€ 1.234,56\nR-2;Bäckerei Groß;1. Mai 2024;31.05.2024;99,00 €\n`
const germanRows = [
	invoiceOf('R-1', 'Müller & Söhne', '2024-03-12', '2024-04-11', '1234.56'),
	invoiceOf('R-2', 'Bäckerei Groß', '2024-05-01', '2024-05-31', '99'),
]
/** Files in the encodings of four languages and of the west, with their months and currency signs. */
export const encoded: Ugly[] = [
	{
		name: 'UTF-8 with a byte order mark',
		subject: 'invoices',
		bytes: withMark([0xef, 0xbb, 0xbf], utf8(inRussian)),
		encoding: 'utf-8',
		rows: russianRows,
	},
	{
		name: 'UTF-8 without one',
		subject: 'invoices',
		bytes: utf8(inVietnamese),
		encoding: 'utf-8',
		rows: vietnameseRows,
	},
	{
		name: 'UTF-16, low byte first',
		subject: 'invoices',
		bytes: withMark([0xff, 0xfe], encodeAs(inRussian, 'utf-16le')),
		encoding: 'utf-16le',
		rows: russianRows,
	},
	{
		name: 'UTF-16, high byte first and without a mark',
		subject: 'invoices',
		bytes: encodeAs(inGerman, 'utf-16be'),
		encoding: 'utf-16be',
		rows: germanRows,
	},
	{
		name: 'Windows-1251',
		subject: 'invoices',
		bytes: encodeAs(inRussian.replace('₽', 'руб.'), 'windows-1251'),
		encoding: 'windows-1251',
		rows: russianRows,
	},
	{
		name: 'GBK, with yen signs before thousands',
		subject: 'invoices',
		bytes: encodeAs(inChinese.replaceAll('¥', '￥'), 'gb18030'),
		encoding: 'gb18030',
		rows: [
			invoiceOf('F-1', '深圳市华为技术有限公司', '2024-03-12', '2024-04-11', '12000'),
			invoiceOf('F-2', '北京京东世纪贸易有限公司', '2024-05-01', '2024-05-31', '1500.5'),
		],
	},
	{
		name: 'Windows-1258, whose tones stand behind their letters',
		subject: 'invoices',
		bytes: encodeAs(split(inVietnamese), 'windows-1258'),
		encoding: 'windows-1258',
		rows: vietnameseRows,
	},
	{
		name: 'Latin-1',
		subject: 'invoices',
		bytes: encodeAs(inGerman.replaceAll('€', 'EUR'), 'windows-1252'),
		encoding: 'windows-1252',
		rows: germanRows,
	},
]

/** Letters whose tone the encoding writes as a mark of its own. */
function split(text: string): string {
	return [...text]
		.map((letter) => {
			const parts = letter.normalize('NFD')
			if (parts.length === 1 || 'âăêôđÂĂÊÔĐ'.includes(letter)) return letter
			const tone = [...parts].find((mark) => '\u0300\u0301\u0303\u0309\u0323'.includes(mark)) ?? ''
			return parts.replace(tone, '').normalize('NFC') + tone
		})
		.join('')
}
