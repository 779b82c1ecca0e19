import { encodeAs, utf8 } from './files.ts'
import type { Ugly } from './ugly.ts'

/** Files whose columns are told only by their names and what stands in them together. */
export const crooked: Ugly[] = [
	{
		name: 'contracts of several lines, in GBK below two lines of a report, with a currency behind the name of a column',
		subject: 'contracts',
		bytes: encodeAs(
			'合同导出表,,,,,\n导出时间：2026年3月1日,,,,,\n合同编号,客户名称,数量,单价（元）,付款周期,开始日期\nHT-1,深圳华为技术,2,"1,200.50",每月,2026年1月1日\nHT-1,深圳华为技术,1,300.00,每月,2026年1月1日\n',
			'gb18030',
		),
		encoding: 'gb18030',
		columns: {
			key: '合同编号',
			customerName: '客户名称',
			quantity: '数量',
			amount: '单价（元）',
			interval: '付款周期',
			start: '开始日期',
		},
		rows: [
			['2', '1200.5'],
			['1', '300'],
		].map(([quantity, amount]) => ({
			...{ key: 'HT-1', customerName: '深圳华为技术', quantity, amount, start: '2026-01-01' },
			interval: { unit: 'month', count: 1 },
		})),
	},
	{
		name: 'a column of days of which half cannot be read',
		subject: 'follow_ups',
		bytes: utf8('Дата;Клиент;Описание\n3 марта 2026 г.;Ромашка;Звонили\n32.03.2026;Ромашка;x\n'),
		columns: { happenedOn: 'Дата', customerName: 'Клиент', text: 'Описание' },
		rows: [{ happenedOn: '2026-03-03', customerName: 'Ромашка', text: 'Звонили' }],
		problems: ['3: day_unreadable Дата'],
	},
	{
		name: 'customers by their names in a column that could be of keys',
		subject: 'contacts',
		bytes: utf8('E-mail\tFull name\tAccount\na@acme.example\tAda\tAcme & Sons Ltd\n'),
		columns: { email: 'E-mail', name: 'Full name', customerName: 'Account' },
		rows: [{ email: 'a@acme.example', name: 'Ada', customerName: 'Acme & Sons Ltd' }],
	},
	{
		name: 'customers by their keys in the same column',
		subject: 'contacts',
		bytes: utf8('E-mail\tFull name\tAccount\na@acme.example\tAda\tACC-17\n'),
		columns: { email: 'E-mail', name: 'Full name', customer: 'Account' },
		rows: [{ email: 'a@acme.example', name: 'Ada', customer: 'ACC-17' }],
	},
	{
		name: 'a month as spreadsheets shorten it in German, and a remark behind a name',
		subject: 'receipts',
		bytes: encodeAs(
			'Zahlungseingänge\nStand: 3. März 2026\n\nBuchungs-ID;Kunde;Zahlungseingang;Betrag (EUR);Zahlungsart\n1;Müller & Söhne;5. Mrz 2026;"1.234,56";Bar\n',
			'windows-1252',
		),
		columns: {
			key: 'Buchungs-ID',
			customerName: 'Kunde',
			receivedOn: 'Zahlungseingang',
			amount: 'Betrag (EUR)',
			method: 'Zahlungsart',
		},
		rows: [{ key: '1', customerName: 'Müller & Söhne', receivedOn: '2026-03-05', amount: '1234.56', method: 'cash' }],
	},
]
