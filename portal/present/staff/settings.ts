import type { Action } from '#core/permit.ts'
import type { staffSettings } from '#portal/words/en/staff-settings.ts'
import { staffWords } from '#portal/words/staff.ts'
import { sayAlert } from '#portal/words/staff-alert.ts'
import { sayCancellation } from '#portal/words/staff-cancellation.ts'
import { sayChanges } from '#portal/words/staff-changes.ts'
import { sayCollection } from '#portal/words/staff-collection.ts'
import { sayCommission } from '#portal/words/staff-commission.ts'
import { sayDocument } from '#portal/words/staff-documents.ts'
import { sayEquipment } from '#portal/words/staff-equipment.ts'
import { sayFieldRight } from '#portal/words/staff-field-rights.ts'
import { sayHealth } from '#portal/words/staff-health.ts'
import { sayInvoiceType } from '#portal/words/staff-invoice-types.ts'
import { sayKind } from '#portal/words/staff-kinds.ts'
import { sayMachineRequest } from '#portal/words/staff-machine-requests.ts'
import { sayMessages } from '#portal/words/staff-messages.ts'
import { sayOwn } from '#portal/words/staff-own.ts'
import { sayPenalty } from '#portal/words/staff-penalty.ts'
import { sayProgram } from '#portal/words/staff-programs.ts'
import { sayRate } from '#portal/words/staff-rates.ts'
import { sayScreen } from '#portal/words/staff-screen.ts'
import { saySettings as say } from '#portal/words/staff-settings.ts'
import { sayTax } from '#portal/words/staff-taxes.ts'
import { sayTemplate } from '#portal/words/staff-templates.ts'
import { sayUnit } from '#portal/words/staff-units.ts'
import { sayWorkflow } from '#portal/words/staff-workflows.ts'
import type { StaffFrame } from './staff-frame.ts'

export type Setting = { href: string; title: string; note: string }

type Name = keyof (typeof staffSettings)['notes']
/** Of company.write, where it does not say what else it takes. */
type Place = [name: Name, title: string, needs?: Action]

const groups: { title: string; places: Place[] }[] = [
	{
		title: say('settings.groups.contracts'),
		places: [
			['templates', sayTemplate('template.title'), 'product.write'],
			['contract-types', sayKind('kind.title')],
			['invoice-types', sayInvoiceType('invoiceType.title')],
			['fields', sayOwn('own.title')],
			['field-rights', sayFieldRight('right.title')],
			['documents', sayDocument('document.settings')],
			['health', sayHealth('health.companyTitle')],
			['delivery', sayEquipment('delivery.settings')],
			['machine-requests', sayMachineRequest('request.settings')],
		],
	},
	{
		title: say('settings.groups.prices'),
		places: [
			['units', sayUnit('unit.title'), 'product.write'],
			['rates', sayRate('rate.title')],
			['taxes', sayTax('tax.title'), 'tax.write'],
		],
	},
	{
		title: say('settings.groups.money'),
		places: [
			['payments', staffWords('staff.paymentRules.title')],
			['penalty', sayPenalty('penalty.settings')],
			['commission', sayCommission('commission.title')],
			['collection', sayCollection('collection.rules'), 'collection.dispatch'],
			['surveys', sayScreen('screen.surveys')],
		],
	},
	{
		title: say('settings.groups.customers'),
		places: [
			['changes', sayChanges('changes.title')],
			['cancellation', sayCancellation('cancellation.title')],
			['ratings', sayMessages('ratings.settings')],
		],
	},
	{
		title: say('settings.groups.people'),
		places: [
			['people', sayWorkflow('workflow.people.title'), 'staff.write'],
			['teams', sayWorkflow('workflow.teams.title'), 'staff.write'],
			['workflows', sayWorkflow('workflow.title')],
			['alerts', sayAlert('alert.title')],
		],
	},
	{
		title: say('settings.groups.programs'),
		places: [
			['keys', sayProgram('keys.title')],
			['webhooks', sayProgram('webhooks.title')],
			['telematics', sayMachineRequest('telematics.title')],
		],
	},
]

/** Every page of settings that a member may open, in groups. */
export function settingsFor(may: StaffFrame['may']): { title: string; settings: Setting[] }[] {
	return groups
		.map(({ title, places }) => ({
			title,
			settings: places
				.filter(([, , needs = 'company.write']) => may[needs])
				.map(([name, title]) => ({ href: `/staff/settings/${name}`, title, note: say(`settings.notes.${name}`) })),
		}))
		.filter(({ settings }) => settings.length > 0)
}
