import { crooked } from './crooked.ts'
import { encoded } from './encodings.ts'
import { picture, spreadsheet, utf8 } from './files.ts'
import { invoiceOf, type Ugly } from './ugly.ts'

const plain = 'Invoice number,Customer name,Invoice date,Due date,Amount due\n'
const row = invoiceOf('I-1', 'Acme', '2024-03-12', '2024-04-11', '10')

export const files: Ugly[] = [
	...encoded,
	...crooked,
	...[',', ';', '\t', '|'].map((separator) => ({
		name: `separated by ${JSON.stringify(separator)}`,
		subject: 'invoices' as const,
		bytes: utf8(`${plain}I-1,Acme,2024-03-12,2024-04-11,10\n`.replaceAll(',', separator)),
		columns: {
			number: 'Invoice number',
			customerName: 'Customer name',
			issuedOn: 'Invoice date',
			dueOn: 'Due date',
			openAmount: 'Amount due',
		},
		rows: [row],
	})),
	{
		name: 'a title, a period and a blank line above the header, and a total below',
		subject: 'invoices',
		bytes: utf8(`Open items,,,,\nPeriod:,March,,,\n\n${plain}I-1,Acme,2024-03-12,2024-04-11,10\nTotal,,,,10\n`),
		rows: [row],
		problems: ['6: total_row'],
	},
	...['Итого', '合计', 'Tổng cộng', 'Summe'].map((word) => ({
		name: `a last row that says ${word}`,
		subject: 'invoices' as const,
		bytes: utf8(`${plain}I-1,Acme,2024-03-12,2024-04-11,10\n${word},,,,10\n`),
		rows: [row],
		problems: ['3: total_row'],
	})),
	{
		name: 'two lines of header, the upper one over groups',
		subject: 'invoices',
		bytes: utf8('Invoice,,Customer,,Amount due\nNumber,Date,Name,City,\nI-1,2024-03-12,Acme,Bonn,10\n'),
		columns: {
			number: 'Invoice · Number',
			issuedOn: 'Invoice · Date',
			customerName: 'Customer · Name',
			openAmount: 'Amount due',
		},
		rows: [{ number: 'I-1', issuedOn: '2024-03-12', customerName: 'Acme', openAmount: '10' }],
	},
	{
		name: 'merged cells in a header of two rows',
		subject: 'contracts',
		bytes: spreadsheet(
			[
				['Contract number', 'Customer name', 'Period', null, 'Price', null],
				[null, null, 'Start date', 'End date', 'Amount', 'Billing cycle'],
				['K-1', 'Acme', { day: 45292 }, { day: 45657 }, 100, 'monthly'],
			],
			{ merged: ['A1:A2', 'B1:B2', 'C1:D1', 'E1:F1'] },
		),
		columns: {
			key: 'Contract number',
			customerName: 'Customer name',
			start: 'Period · Start date',
			end: 'Period · End date',
			amount: 'Price · Amount',
			interval: 'Price · Billing cycle',
		},
		rows: [
			{
				key: 'K-1',
				customerName: 'Acme',
				start: '2024-01-01',
				end: '2024-12-31',
				amount: '100',
				interval: { unit: 'month', count: 1 },
			},
		],
	},
	{
		name: 'empty columns between and behind the others',
		subject: 'invoices',
		bytes: utf8('Invoice number,,Customer name,Invoice date,,Amount due,,\nI-1,,Acme,2024-03-12,,10,,\n'),
		rows: [{ number: 'I-1', customerName: 'Acme', issuedOn: '2024-03-12', openAmount: '10' }],
	},
	{
		name: 'separators behind the last cell of rows only',
		subject: 'invoices',
		bytes: utf8(`${plain}I-1,Acme,2024-03-12,2024-04-11,10,,\n`),
		rows: [row],
	},
	{
		name: 'line breaks and separators inside quotes',
		subject: 'follow_ups',
		bytes: utf8('Date;Customer name;Text\n"12.03.2024";"Acme; Inc.";"called,\nsaid ""later""\r\nand left"\n'),
		rows: [{ happenedOn: '2024-03-12', customerName: 'Acme; Inc.', text: 'called,\nsaid "later"\r\nand left' }],
	},
	{
		name: 'numbers and days kept as texts in a spreadsheet',
		subject: 'receipts',
		bytes: spreadsheet([
			['Payment id', 'Customer name', 'Payment date', 'Amount', 'Payment method'],
			['0012', 'Acme', '12.03.2024', '1.234,50', 'Überweisung'],
			['0013', 'Acme', '13.03.2024', 7.5, 'cash'],
		]),
		rows: [
			{ key: '0012', customerName: 'Acme', receivedOn: '2024-03-12', amount: '1234.5', method: 'transfer' },
			{ key: '0013', customerName: 'Acme', receivedOn: '2024-03-13', amount: '7.5', method: 'cash' },
		],
	},
	{
		name: 'days counted from 1904',
		subject: 'receipts',
		bytes: spreadsheet(
			[
				['Payment id', 'Customer name', 'Payment date', 'Amount'],
				['1', 'Acme', { day: 43902 }, 5],
			],
			{ from1904: true },
		),
		rows: [{ key: '1', customerName: 'Acme', receivedOn: '2024-03-13', amount: '5' }],
	},
	{
		name: 'two columns of one name',
		subject: 'contacts',
		bytes: utf8('Email,Name,Customer name,Phone,Phone\na@acme.example,Ada,Acme,1,2\n'),
		columns: { email: 'Email', name: 'Name', customerName: 'Customer name', phone: 'Phone' },
		rows: [{ email: 'a@acme.example', name: 'Ada', customerName: 'Acme', phone: '1' }],
	},
	{
		name: 'cells that nobody can read',
		subject: 'invoices',
		bytes: utf8(
			`${plain}I-1,Acme,31.02.2024,soon,ten\n,Acme,2024-03-12,,5\nI-3,Acme,2024-03-12\nI-4,Acme,2024-03-12,2024-04-11,-5\n${[5, 6, 7, 8].map((number) => `I-${number},Acme,2024-03-12,2024-04-11,10\n`).join('')}`,
		),
		rows: [5, 6, 7, 8].map((number) => ({ ...row, number: `I-${number}` })),
		problems: [
			'2: day_unreadable Invoice date',
			'2: day_unreadable Due date',
			'2: number_unreadable Amount due',
			'3: value_missing Invoice number',
			'4: row_short',
			'5: number_negative Amount due',
		],
	},
	{
		name: 'days and amounts that can be read in two ways',
		subject: 'receipts',
		bytes: utf8('Payment id,Customer name,Payment date,Amount\n1,Acme,03/04/2024,"1,234"\n'),
		questions: ['day_order Payment date', 'decimal_mark Amount'],
	},
	{
		name: 'lines of contracts, in Vietnamese',
		subject: 'lines',
		bytes: utf8(
			'Số hợp đồng;Sản phẩm;Số sê ri;Số lượng;Đơn giá;Chu kỳ thanh toán;Từ ngày\nHD-1;Máy in;SN-1;2;1.500.000 ₫;hàng tháng;01/06/2024\nHD-1;Mực;;1;200.000 ₫;hàng quý;15/06/2024\n',
		),
		columns: {
			contract: 'Số hợp đồng',
			product: 'Sản phẩm',
			serialNumber: 'Số sê ri',
			quantity: 'Số lượng',
			amount: 'Đơn giá',
			interval: 'Chu kỳ thanh toán',
			start: 'Từ ngày',
		},
		rows: [
			{
				contract: 'HD-1',
				product: 'Máy in',
				serialNumber: 'SN-1',
				quantity: '2',
				amount: '1500000',
				interval: { unit: 'month', count: 1 },
				start: '2024-06-01',
			},
			{
				contract: 'HD-1',
				product: 'Mực',
				quantity: '1',
				amount: '200000',
				interval: { unit: 'month', count: 3 },
				start: '2024-06-15',
			},
		],
	},
	{
		name: 'money received, in Russian',
		subject: 'receipts',
		bytes: utf8(
			'Номер платежа;Контрагент;Дата платежа;Сумма;Способ оплаты;Назначение платежа\n77;ООО «Ромашка»;12 марта 2024 г.;1 234,56;безналичный;Оплата по счёту СЧ-1\n',
		),
		rows: [
			{
				key: '77',
				customerName: 'ООО «Ромашка»',
				receivedOn: '2024-03-12',
				amount: '1234.56',
				method: 'transfer',
				reference: 'Оплата по счёту СЧ-1',
			},
		],
	},
	{
		name: 'money received, in Chinese',
		subject: 'receipts',
		bytes: utf8('流水号,客户名称,收款日期,收款金额,收款方式,发票号\nT1,华为,2024年3月12日,¥100.00,银行转账,F-1\n'),
		rows: [
			{ key: 'T1', customerName: '华为', receivedOn: '2024-03-12', amount: '100', method: 'transfer', invoice: 'F-1' },
		],
	},
	{ name: 'only a header', subject: 'invoices', bytes: utf8(plain), refused: 'import.empty' },
	{
		name: 'only a header, in a spreadsheet',
		subject: 'invoices',
		bytes: spreadsheet([['Invoice number', 'Customer name']]),
		refused: 'import.empty',
	},
	{ name: 'nothing', subject: 'invoices', bytes: new Uint8Array(0), refused: 'import.empty' },
	{ name: 'only line ends', subject: 'invoices', bytes: utf8('\n\n\r\n'), refused: 'import.empty' },
	{ name: 'a picture that is called CSV', subject: 'invoices', bytes: picture, refused: 'import.not_text' },
	{
		name: 'a PDF that is called CSV',
		subject: 'invoices',
		bytes: utf8('%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <<>>\n'),
		refused: 'import.not_text',
	},
]
