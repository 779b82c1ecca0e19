import type { CheckedTemplate } from '#core/template/template.ts'

type Clauses = CheckedTemplate['clauses']

/** What stands under what the demo company sells by subscription. */
export const fleetClauses: Clauses = [
	{
		en: 'The devices remain the property of {{company.name}}. {{customer.name}} may use the data of its machines without limit, also after the contract.',
		ru: 'Устройства остаются собственностью {{company.name}}. {{customer.name}} пользуется данными своих машин без ограничений, в том числе после окончания договора.',
		zh: '设备所有权归 {{company.name}} 所有。{{customer.name}} 可不受限制地使用其机械的数据，合同终止后亦然。',
		vi: 'Thiết bị thuộc sở hữu của {{company.name}}. {{customer.name}} được sử dụng dữ liệu máy của mình không giới hạn, kể cả sau khi hợp đồng kết thúc.',
	},
	{
		en: 'Invoices are due within {{payment.days}} days. Either side may give notice {{notice.days}} days before the end of the term.',
		ru: 'Срок оплаты счетов, дней: {{payment.days}}. Каждая из сторон вправе отказаться от продления, предупредив за столько дней до конца срока: {{notice.days}}.',
		zh: '账单应在 {{payment.days}} 天内付清。任何一方均可在期满前 {{notice.days}} 天通知终止。',
		vi: 'Hóa đơn được thanh toán trong vòng {{payment.days}} ngày. Mỗi bên có thể báo chấm dứt trước khi hết hạn {{notice.days}} ngày.',
	},
]

/** Of machines that are kept in order, each by its serial number. */
export const careClauses: Clauses = [
	{
		en: 'What is maintained are the machines that the lines name by serial number. A machine that takes the place of another is covered once {{customer.name}} has told us its number.',
		ru: 'Обслуживаются машины, указанные в позициях по серийным номерам. Машина, пришедшая на замену, обслуживается с того дня, когда {{customer.name}} сообщает её номер.',
		zh: '维护范围为各行所列序列号的机械。替换的机械自 {{customer.name}} 告知其序列号之日起纳入范围。',
		vi: 'Phạm vi bảo trì là các máy có số sê-ri ghi tại từng dòng. Máy thay thế được bảo trì kể từ khi {{customer.name}} báo số sê-ri của máy.',
	},
	{
		en: 'A technician is there within two working days of a call. Parts that wear are included, damage by others is not.',
		ru: 'Техник приезжает в течение двух рабочих дней после вызова. Изнашиваемые детали включены, повреждения по вине третьих лиц — нет.',
		zh: '接到报修后两个工作日内技术人员到场。易损件包含在内，第三方造成的损坏除外。',
		vi: 'Kỹ thuật viên có mặt trong hai ngày làm việc kể từ khi được gọi. Đã gồm linh kiện hao mòn, không gồm hư hỏng do bên khác gây ra.',
	},
	{
		en: 'Invoices are due within {{payment.days}} days. Notice is given {{notice.days}} days before the end of the term.',
		ru: 'Срок оплаты счетов, дней: {{payment.days}}. Отказ от продления — за столько дней до конца срока: {{notice.days}}.',
		zh: '账单应在 {{payment.days}} 天内付清。终止须在期满前 {{notice.days}} 天通知。',
		vi: 'Hóa đơn được thanh toán trong vòng {{payment.days}} ngày. Việc chấm dứt được báo trước khi hết hạn {{notice.days}} ngày.',
	},
]

/** Of a machine that comes back. */
export const rentalClauses: Clauses = [
	{
		en: 'The machine is handed over clean and with a full tank, and comes back the same way. Eight hours a day are included.',
		ru: 'Машина передаётся чистой и с полным баком и так же возвращается. Включено восемь часов работы в день.',
		zh: '设备交付时清洁且油箱加满，归还时亦同。每天包含八小时使用时间。',
		vi: 'Máy được giao sạch sẽ, đầy bình nhiên liệu và được trả lại như vậy. Giá đã gồm tám giờ làm việc mỗi ngày.',
	},
	{
		en: '{{customer.name}} insures the machine against theft and damage for as long as it has it.',
		ru: '{{customer.name}} страхует машину от угона и повреждений на всё время пользования.',
		zh: '{{customer.name}} 在使用期间为设备投保盗窃及损坏险。',
		vi: '{{customer.name}} mua bảo hiểm mất cắp và hư hỏng cho máy trong suốt thời gian sử dụng.',
	},
]

/** Of a machine that is the buyer's once it is paid. */
export const saleClauses: Clauses = [
	{
		en: 'The machine remains the property of {{company.name}} until the last instalment has come.',
		ru: 'До поступления последнего платежа машина остаётся собственностью {{company.name}}.',
		zh: '最后一期款项付清之前，设备所有权归 {{company.name}} 所有。',
		vi: 'Máy thuộc sở hữu của {{company.name}} cho đến khi kỳ thanh toán cuối cùng được trả.',
	},
	{
		en: 'It leaves the yard once the contract is signed, the papers are complete and the down payment has come.',
		ru: 'Машина покидает склад, когда договор подписан, документы собраны и первый взнос получен.',
		zh: '合同签署、文件齐备并收到首付款后，设备方可出场。',
		vi: 'Máy rời bãi khi hợp đồng đã ký, giấy tờ đầy đủ và khoản trả trước đã nhận.',
	},
	{
		en: 'An instalment that is late bears interest by the day, and {{company.name}} may lock the machine after two reminders.',
		ru: 'На просроченный платёж начисляются пени за каждый день; после двух напоминаний {{company.name}} вправе заблокировать машину.',
		zh: '逾期款项按日计息；两次催告后，{{company.name}} 有权锁定设备。',
		vi: 'Kỳ thanh toán trễ hạn chịu lãi theo ngày; sau hai lần nhắc, {{company.name}} có quyền khóa máy.',
	},
]
