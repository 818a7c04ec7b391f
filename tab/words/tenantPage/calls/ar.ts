import type { CallWords } from './en.ts'

export const calls: CallWords = {
  hint: 'ما ينقل الصوت والفيديو. يمكن فحص أيّ منهما قبل اختياره.',
  about: {
    'teams-meeting':
      'يتحدث الوكيل في Teams وينضم العميل ضيفًا. تحاسب Microsoft على الضيف بالدقيقة عبر Azure Communication Services، ويحتاج كل وكيل إلى إذن إنشاء الاجتماعات.',
    webrtc: 'يتحدث الوكيل هنا في علامة التبويب. لا رسوم بالدقيقة. لشخصين فقط، ويلزم خادم TURN خلف معظم شبكات الشركات.',
  },
  away: 'غير مُعدّ في هذا التثبيت: لا يمكن نقل أي مكالمة بهذه الطريقة.',
  check: 'فحص',
  checking: 'جارٍ الفحص…',
  checkFailed: 'تعذّر إجراء الفحص.',
  results: 'نتيجة الفحص',
  good: 'يعمل',
  bad: 'لا يعمل',
  missing: 'غير مُعدّ',
  direct: 'لا يحتاج متصفحان يصل أحدهما إلى الآخر مباشرة إلى أي منها. لغيرهما يضبط مشغّل هذا التثبيت المتغير أدناه.',
  notTried: 'لم يُجرَّب',
  mend: 'ما يصلحه',
  steps: {
    iceServers: 'خوادم يجد بها المتصفحان أحدهما الآخر',
    turnCredentials: 'خادم TURN لشبكات الشركات',
    token: 'رمز مميز من Microsoft Entra ID',
    meeting: 'إنشاء اجتماع Teams ثم حذفه',
    guest: 'ضيف في Azure Communication Services',
    activityFeed: 'إشعار في موجز نشاط Teams',
  },
  problems: {
    notConfigured: 'هذا التثبيت غير مُعدّ لذلك. يضبط مشغّله المتغير أدناه.',
    consent: 'لم يُمنح إذن. يمنحه مسؤول المستأجر.',
    policy: 'نهج وصول التطبيقات مفقود. ينفّذ مسؤول هذه الأوامر في Teams PowerShell.',
    licence: 'لا يجوز للمستخدم إنشاء اجتماعات Teams: ينقصه ترخيص.',
    refused: 'رفضت Microsoft ذلك.',
    unreachable: 'لم يرد أي جواب. حاول لاحقًا.',
  },
  feedHint: 'مكالمة حقيقية وحدها تبيّن وصوله. تطلب حزمة التطبيق هذا الإذن، وقد يلزم أن يقبله مسؤول.',
}
