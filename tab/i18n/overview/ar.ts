import { counted } from '../format/plural.ts'
import type { OverviewTranslations } from './en.ts'

export const overview: OverviewTranslations = {
  title: 'نظرة عامة',
  hello: (name) => `مرحبًا ${name}`,
  setup: 'الخطوات الأولى',
  progress: (done, all) => `اكتمل ${done} من ${all}`,
  allDone: 'كل شيء جاهز. يمكن للعملاء الوصول إلى مستخدميك.',
  done: 'مكتمل',
  open: 'قيد الانتظار',
  steps: {
    interactEnabled: {
      title: 'تفعيل Interact',
      text: 'لا يمكن الوصول إلى أحد ما دام Interact متوقفًا للمستأجر.',
      action: 'فتح المستأجر',
    },
    licenceGiven: {
      title: 'منح مستخدم الترخيصين',
      text: 'يحتاج المستخدم إلى Contact Center و Interact. تمنحهما في صفحته «عام».',
      action: 'فتح المستخدمين',
    },
    domainTemplateMade: {
      title: 'تحديد صفحات الويب التي يمكنها الوصول إلى مستخدميك',
      text: 'يسرد قالب النطاقات المواقع. ويمكن الاستغناء عنه فتُسمح كل الصفحات.',
      action: 'فتح قوالب النطاقات',
    },
    userActive: {
      title: 'تفعيل Interact لمستخدم',
      text: 'اختر طريقة الوصول إليه، ثم فعّل «نشط» واحفظ.',
      action: 'فتح المستخدمين',
    },
    botInstalled: {
      title: 'فتح المستخدم روبوت Interact مرة واحدة',
      text: 'لا يسمح Teams للروبوت بالرنين إلا لمن فتحه من قبل.',
      action: 'فتح المستخدمين',
    },
    snippetSeen: {
      title: 'وضع المقتطف في صفحة ويب',
      text: 'انسخه من صفحة Interact للمستخدم. تكتمل هذه الخطوة عند رصد الصفحة.',
      action: 'فتح المستخدمين',
    },
    firstSession: {
      title: 'إجراء الجلسة الأولى',
      text: 'افتح الصفحة كما يفعل العميل، وأجب في Teams.',
      action: 'فتح المحادثات',
    },
  },
  now: 'ما هو مفعّل الآن',
  interact: 'Interact',
  interactOn: 'يمكن الوصول إلى المستخدمين النشطين.',
  interactOff: 'لا يمكن الوصول إلى أحد.',
  interactOffAsk: 'يمكن لمسؤول المستأجر تفعيله.',
  reachable: 'المستخدمون المفعّلون',
  reachableCount: counted('ar', {
    zero: 'لا مستخدمين',
    one: 'مستخدم واحد',
    two: 'مستخدمان',
    few: '# مستخدمين',
    many: '# مستخدمًا',
    other: '# مستخدم',
  }),
  templates: 'قوالب النطاقات',
  templatesCount: counted('ar', {
    zero: 'لا قوالب',
    one: 'قالب واحد',
    two: 'قالبان',
    few: '# قوالب',
    many: '# قالبًا',
    other: '# قالب',
  }),
  messages: 'رسائل النظام المباشرة',
  messagesCount: counted('ar', {
    zero: 'لا مجموعات',
    one: 'مجموعة واحدة',
    two: 'مجموعتان',
    few: '# مجموعات',
    many: '# مجموعة',
    other: '# مجموعة',
  }),
  orMore: (count) => `${count} أو أكثر`,
}
