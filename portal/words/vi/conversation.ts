import type { conversation as english } from '../en/conversation.ts'
import { translate } from '../shape.ts'

export const conversation = translate<typeof english>()({
	title: 'Tin nhắn',
	lead: 'Về hợp đồng {{number}}. Khi chúng tôi trả lời, quý khách sẽ nhận được email và mọi trao đổi đều được lưu tại đây.',
	open: 'Tin nhắn',
	openNew: { other: 'Tin nhắn, {{count}} tin mới' },
	news: { other: '{{count}} tin nhắn mới' },
	newsAbout: { other: '{{count}} tin nhắn mới về {{contract}}' },
	read: 'Đọc',
	isNew: 'Mới',
	you: 'Phía quý khách',
	none: 'Chưa có tin nhắn nào',
	noneNote: 'Hãy đặt câu hỏi hoặc gửi tài liệu liên quan đến hợp đồng này.',
	earlier: 'Tin nhắn cũ hơn',
	latest: 'Tin nhắn mới nhất',
	refresh: 'Kiểm tra tin nhắn mới',
	write: 'Viết cho chúng tôi',
	text: 'Nội dung tin nhắn',
	files: 'Tệp đính kèm',
	filesHint: 'Tối đa {{most}} tệp, mỗi tệp không quá {{megabytes}} MB: PDF, PNG, JPEG, WebP, TXT, CSV, XLSX, DOCX.',
	filesAgain: 'Nội dung đã viết được giữ lại. Vui lòng chọn lại tệp.',
	send: 'Gửi',
	sent: 'Đã gửi tin nhắn.',
	tooMany: 'Quý khách vừa gửi quá nhiều. Nội dung được giữ lại: vui lòng gửi lại sau vài phút.',
	viewOnly: 'Liên kết này chỉ cho phép xem. Để viết, hãy đăng nhập hoặc yêu cầu liên kết riêng.',
	signIn: 'Đăng nhập',
})
