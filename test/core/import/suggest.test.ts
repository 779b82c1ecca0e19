// Headers as many systems write them: long because the table of them is.

import { describe, expect, it } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import type { Subject } from '#core/import/field.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { inspectFile } from '#core/import/inspect.ts'
import { answerQuestion, mapPiece } from '#core/import/question.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { bringIn, importer } from './bring-in.ts'

const look = async (world: World, subject: Subject, text: string) =>
	expectOk(
		await act(world.books, importer, inspectFile, {
			subject,
			file: fileOfBytes('export.csv', new TextEncoder().encode(text)),
		}),
	)

const matched = (inspection: Awaited<ReturnType<typeof look>>) =>
	Object.fromEntries(inspection.matches.map(({ field, column }) => [field, column]))

describe('columns matched by suggestion', () => {
	it.each([
		[
			'Salesforce',
			'Account ID,Account Name,Industry,Billing Street,Billing City,Billing State/Province,Billing Zip/Postal Code,Billing Country,Phone\n0015g00000A,Acme,Tech,1 Main St,Austin,TX,78701,United States,+1 512 555 0100\n',
			{
				key: 'Account ID',
				name: 'Account Name',
				street: 'Billing Street',
				city: 'Billing City',
				region: 'Billing State/Province',
				postalCode: 'Billing Zip/Postal Code',
				country: 'Billing Country',
				phone: 'Phone',
				industry: 'Industry',
			},
		],
		[
			'HubSpot',
			'Record ID,Company name,Country/Region,City,Street Address,Postal Code,Industry,Phone Number\n901,Acme,Germany,Köln,Domplatz 1,50667,Tech,1\n',
			{
				key: 'Record ID',
				name: 'Company name',
				country: 'Country/Region',
				city: 'City',
				street: 'Street Address',
				postalCode: 'Postal Code',
				industry: 'Industry',
				phone: 'Phone Number',
			},
		],
		[
			'Stripe',
			'id,Description,Email,Name,Currency,Card Address Line1,Card Address City,Card Address Country,Card Address Zip\ncus_1,,a@acme.example,Acme,usd,1 Main,Austin,US,78701\n',
			{
				key: 'id',
				email: 'Email',
				name: 'Name',
				currency: 'Currency',
				street: 'Card Address Line1',
				city: 'Card Address City',
				country: 'Card Address Country',
				postalCode: 'Card Address Zip',
			},
		],
		[
			'Russian',
			'Код клиента;Наименование;ИНН;Страна;Город;Почтовый индекс;Эл. почта;Телефон\n1;ООО Ромашка;7701;Россия;Москва;101000;a@b.example;1\n',
			{
				key: 'Код клиента',
				name: 'Наименование',
				taxNumber: 'ИНН',
				country: 'Страна',
				city: 'Город',
				postalCode: 'Почтовый индекс',
				email: 'Эл. почта',
				phone: 'Телефон',
			},
		],
		[
			'Chinese',
			'客户编号,客户名称,国家,城市,地址,邮编,税号,联系电话\n1,深圳华为,中国,深圳,龙岗区,518000,9144,1\n',
			{
				key: '客户编号',
				name: '客户名称',
				country: '国家',
				city: '城市',
				street: '地址',
				postalCode: '邮编',
				taxNumber: '税号',
				phone: '联系电话',
			},
		],
		[
			'Vietnamese',
			'Mã khách hàng,Tên khách hàng,Quốc gia,Thành phố,Địa chỉ,Mã số thuế,Số điện thoại\n1,Vinamilk,Việt Nam,Hà Nội,1 Phố Huế,0300,1\n',
			{
				key: 'Mã khách hàng',
				name: 'Tên khách hàng',
				country: 'Quốc gia',
				city: 'Thành phố',
				street: 'Địa chỉ',
				taxNumber: 'Mã số thuế',
				phone: 'Số điện thoại',
			},
		],
	])('%s: customers', async (_, text, expected) => {
		await using world = await openBooks({ on: '2026-03-01' })
		expect(matched(await look(world, 'customers', text))).toEqual(expected)
	})

	it.each([
		[
			'a CRM in English',
			'Subscription ID,Account ID,Plan Name,Start Date,End Date,Quantity,MRR,Billing Frequency,Is Trial\ns1,a1,Pro,2024-01-01,,2,100,monthly,false\n',
			{
				key: 'Subscription ID',
				customer: 'Account ID',
				product: 'Plan Name',
				start: 'Start Date',
				end: 'End Date',
				quantity: 'Quantity',
				amount: 'MRR',
				interval: 'Billing Frequency',
				trial: 'Is Trial',
			},
			{ amountIs: 'total', amountPer: 'month' },
		],
		[
			'Russian',
			'Номер договора;Код клиента;Тариф;Дата начала;Дата окончания;Количество;Цена за единицу;Периодичность\nД-1;1;Про;01.02.2024;;2;100,50;ежемесячно\n',
			{
				key: 'Номер договора',
				customer: 'Код клиента',
				product: 'Тариф',
				start: 'Дата начала',
				end: 'Дата окончания',
				quantity: 'Количество',
				amount: 'Цена за единицу',
				interval: 'Периодичность',
			},
			{ amountIs: 'unit', amountPer: 'period' },
		],
		[
			'Chinese',
			'合同编号,客户编号,产品名称,开始日期,结束日期,数量,总价,付款周期\nK1,1,专业版,2024年2月1日,,2,1000,按年\n',
			{
				key: '合同编号',
				customer: '客户编号',
				product: '产品名称',
				start: '开始日期',
				end: '结束日期',
				quantity: '数量',
				amount: '总价',
				interval: '付款周期',
			},
			{ amountIs: 'total', amountPer: 'period' },
		],
		[
			'Vietnamese',
			'Số hợp đồng,Mã khách hàng,Gói dịch vụ,Ngày bắt đầu,Ngày kết thúc,Số lượng,Đơn giá,Chu kỳ thanh toán\nK1,1,Pro,01/02/2024,31/12/2024,2,1.000.000,hàng tháng\n',
			{
				key: 'Số hợp đồng',
				customer: 'Mã khách hàng',
				product: 'Gói dịch vụ',
				start: 'Ngày bắt đầu',
				end: 'Ngày kết thúc',
				quantity: 'Số lượng',
				amount: 'Đơn giá',
				interval: 'Chu kỳ thanh toán',
			},
			{ amountIs: 'unit', amountPer: 'period' },
		],
	])('%s: contracts', async (_, text, expected, meaning) => {
		await using world = await openBooks({ on: '2026-03-01' })
		const inspection = await look(world, 'contracts', text)
		expect(matched(inspection)).toEqual(expected)
		expect(inspection.map).toMatchObject(meaning)
	})

	it('are nearly what a field is called', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const text = 'Acount ID,Customer  Name:,Contry\n1,Acme,DE\n'
		expect(matched(await look(world, 'customers', text))).toEqual({
			key: 'Acount ID',
			name: 'Customer Name:',
			country: 'Contry',
		})
	})

	it('are not taken for each other because they are short, and a key may be there twice by mistake', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const text = `ID,Name,Start\n${['1,a,x', '2,b,y', '3,c,z', '4,d,x', '4,e,y'].join('\n')}\n`
		expect(matched(await look(world, 'customers', text))).toEqual({ key: 'ID', name: 'Name' })
	})

	it('are believed only where the cells fit: a column of words is no date, a repeated one no key', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const text = 'ID,Start Date,Contract start date,Amount\n1,soon,2024-01-31,1\n1,later,2024-02-01,2\n'
		const found = matched(await look(world, 'contracts', text))
		expect(found.start).toBe('Contract start date')
		expect(found.key).toBeUndefined()
	})

	it('fill what no column gives from the company’s settings, and say so', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const inspection = await look(world, 'customers', 'ID,Name\n1,Acme\n')
		expect(inspection.assumed).toEqual(['country', 'currency', 'language'])
		expect(inspection.map.constants).toEqual({ country: 'DE', currency: 'EUR', language: 'en' })
	})

	it('are remembered for the next file with the same header', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const text = 'Eins,Zwei,Drei\n1,Acme,DE\n'
		const map = {
			subject: 'customers' as const,
			columns: { key: 'Eins', name: 'Zwei', country: 'Drei' },
			constants: { currency: 'EUR' },
		}
		await bringIn(world.books, map, text)
		const next = await look(world, 'customers', 'Eins,Zwei,Drei\n2,Beta,FR\n')
		expect(next.remembered).toBe(true)
		expect(next.map.columns).toMatchObject({ key: { column: 'Eins' }, country: { column: 'Drei' } })
	})
})

describe('what can be read in two ways', () => {
	const file = (start: string, amount = '100') =>
		`ID,Account ID,Start,Unit price,Billing\n1,A,${start},"${amount}",monthly\n2,A,05/06/2024,7,monthly\n`

	it('is asked about when no row of the whole file decides', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const { questions, map } = await look(world, 'contracts', file('03/04/2024', '1.234'))
		expect(questions).toEqual([
			{
				kind: 'day_order',
				field: 'start',
				column: 'Start',
				example: '03/04/2024',
				choices: [
					{ answer: 'dmy', reads: '2024-04-03' },
					{ answer: 'mdy', reads: '2024-03-04' },
				],
			},
			{
				kind: 'decimal_mark',
				field: 'amount',
				column: 'Unit price',
				example: '1.234',
				choices: [
					{ answer: 'point', reads: '1.234' },
					{ answer: 'comma', reads: '1234' },
				],
			},
		])
		const answered = questions.reduce(
			(before, question) => answerQuestion(before, question, question.choices[1]?.answer ?? ''),
			map,
		)
		expect(answered.columns).toMatchObject({ start: { format: 'mdy' }, amount: { format: 'comma' } })
		expect(questions.map(mapPiece)).toEqual([
			'"start": { "column": "Start", "format": "dmy" or "mdy" }',
			'"amount": { "column": "Unit price", "format": "point" or "comma" }',
		])
	})

	it('is decided by one row that allows only one way', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const text = `${file('03/04/2024', '1.234')}3,A,25/06/2024,"1.234,50",monthly\n`
		const { questions, map } = await look(world, 'contracts', text)
		expect(questions).toEqual([])
		expect(map.columns).toMatchObject({ start: { format: 'dmy' }, amount: { format: 'comma' } })
	})

	it('is a country called UK, a currency called $, and an amount beside a quantity', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const customers = await look(world, 'customers', 'ID,Name,Country,Currency\n1,A,UK,$\n2,B,Ukraine,€\n')
		expect(customers.questions.map(({ kind, example, choices }) => [kind, example, choices[0]?.answer])).toEqual([
			['country', 'UK', 'GB'],
			['currency', '$', 'USD'],
		])
		const contracts = await look(
			world,
			'contracts',
			'ID,Account ID,Start,Seats,Price,Billing\n1,A,2024-01-01,5,100,monthly\n',
		)
		expect(contracts.questions.map(({ kind }) => kind)).toEqual(['amount_is'])
	})

	it('does not arise in a spreadsheet’s own dates and numbers', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const { default: writeXlsx } = await import('write-excel-file/node')
		const bytes = await writeXlsx([
			['ID', 'Account ID', 'Start', 'Unit price', 'Billing'].map((value) => ({ value })),
			[
				{ value: '1' },
				{ value: 'A' },
				{ value: 45_355, type: Number, format: 'dd/mm/yyyy' },
				{ value: 1.234 },
				{ value: 'monthly' },
			],
		]).toBuffer()
		const inspection = expectOk(
			await act(world.books, importer, inspectFile, { subject: 'contracts', file: fileOfBytes('a.xlsx', bytes) }),
		)
		expect(inspection.questions).toEqual([])
	})
})
