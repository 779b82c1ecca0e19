import type { Field } from './field.ts'
import { partyFields } from './party-fields.ts'

/** What a column of follow-up records can fill. */
export const followUpFields: readonly Field[] = [
	{
		name: 'key',
		kind: 'key',
		most: 200,
		headers:
			'id|activity id|task id|event id|record id|external id|note id|call id|engagement id|hs object id|ид|код|номер|编号|活动编号|任务编号|mã|mã hoạt động|aktivitäts id|vorgangsnummer|aufgaben id',
	},
	...partyFields,
	{
		name: 'contract',
		kind: 'key',
		most: 200,
		headers:
			'contract|contract number|contract id|subscription|subscription id|договор|номер договора|合同|合同编号|合同号|hợp đồng|số hợp đồng|mã hợp đồng|vertrag|vertragsnummer|vertragsnr',
	},
	{
		name: 'kind',
		kind: 'choice',
		headers:
			'kind|type|activity type|task subtype|channel|вид|тип|тип активности|类型|活动类型|跟进方式|loại|hình thức|art|typ|aktivitätsart|kontaktart',
		choices: {
			call: 'call|phone|phone call|telephone|called|звонок|телефон|телефонный звонок|电话|致电|通话|gọi|gọi điện|điện thoại|cuộc gọi',
			visit:
				'visit|meeting|on site|event|in person|appointment|встреча|визит|выезд|拜访|会议|上门|会面|gặp|gặp mặt|thăm|họp',
			message:
				'message|email|e mail|mail|chat|sms|whatsapp|letter|сообщение|письмо|почта|邮件|消息|微信|短信|tin nhắn|thư|email gửi',
			other: 'other|note|task|to do|misc|другое|заметка|задача|прочее|其他|备注|任务|khác|ghi chú|việc',
		},
	},
	{
		name: 'happenedOn',
		kind: 'day',
		needed: 'value',
		headers:
			'date|day|activity date|happened on|created|created at|created date|create date|completed date|start|start date|when|дата|день|дата создания|дата звонка|日期|时间|跟进日期|创建时间|活动日期|ngày|ngày tạo|thời gian|ngày liên hệ|datum|tag|erstellt am|kontaktdatum',
	},
	{
		name: 'text',
		kind: 'text',
		most: 5000,
		needed: 'value',
		headers:
			'text|note|notes|comment|comments|description|summary|subject|body|details|content|full comments|текст|заметка|комментарий|описание|содержание|итог|内容|备注|跟进内容|描述|记录|nội dung|ghi chú|mô tả|diễn giải|notiz|bemerkung|beschreibung|inhalt|betreff|gesprächsnotiz|kommentar',
	},
	{
		name: 'nextStep',
		kind: 'text',
		most: 500,
		headers:
			'next step|next action|next activity|to do|следующий шаг|след шаг|下一步|下次跟进内容|后续|bước tiếp theo|việc tiếp theo|nächster schritt|nächste aktion',
	},
	{
		name: 'nextOn',
		kind: 'day',
		headers:
			'next on|next date|due date|due|next contact|next activity date|reminder|deadline|следующая дата|дата следующего контакта|срок|下次日期|下次跟进时间|截止日期|到期|ngày tiếp theo|hạn|ngày hẹn|fällig am|wiedervorlage|nächster termin|fälligkeit|wiedervorlage am',
	},
	{
		name: 'done',
		kind: 'truth',
		headers:
			'done|completed|closed|is closed|is completed|finished|выполнено|завершено|закрыто|完成|已完成|是否完成|xong|đã xong|hoàn thành|erledigt|abgeschlossen|fertig',
	},
	{
		name: 'author',
		kind: 'text',
		most: 200,
		headers:
			'author|owner|created by|assigned to|assignee|user|salesperson|автор|ответственный|менеджер|кем создано|负责人|创建人|跟进人|người tạo|người phụ trách|nhân viên|bearbeiter|erstellt von|zuständig|verantwortlich|betreuer|mitarbeiter',
	},
]
