import type { Field } from './field.ts'

/** Columns that say who looks after a customer or a contract, and their group. */
export const assignedFields: readonly Field[] = [
	{
		name: 'owner',
		kind: 'text',
		most: 254,
		headers:
			'owner|account owner|customer owner|contract owner|deal owner|company owner|record owner|owner email|owner name|salesperson|sales rep|account manager|looked after by|ответственный|менеджер|ответственный менеджер|负责人|客户经理|销售员|người phụ trách|nhân viên kinh doanh|betreuer|kundenbetreuer|verantwortlich|verantwortlicher|zuständig|sachbearbeiter|vertreter|verkäufer|vertriebsmitarbeiter',
	},
	{
		name: 'group',
		kind: 'text',
		most: 200,
		headers:
			'group|team|sales team|department|owner team|группа|команда|отдел|组|团队|部门|nhóm|đội|phòng ban|abteilung|gruppe|vertriebsgruppe|vertriebsteam',
	},
]
