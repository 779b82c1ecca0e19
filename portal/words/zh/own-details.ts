import type { ownDetails as english } from '../en/own-details.ts'
import { translate } from '../shape.ts'

export const ownDetails = translate<typeof english>()({
	formats: '日期和数字的格式',
	formatsOfAddress: '按账单地址所在的国家',
	addressCheck:
		'新的国家或税号会立即保存。若会降低税额（例如反向征收），自我们核实之日起生效；若会提高税额，则自您选定的日期起生效。',
	addressUnchecked: '我们尚未核实此国家和税号。自核实之日起，才会据此降低税额。',
	peopleStale: '要添加或移除人员，请重新登录，以便我们确认是您本人。我们会写信告知您的所有人员。',
})
