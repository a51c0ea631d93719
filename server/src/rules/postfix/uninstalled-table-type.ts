import { withMembers } from '../../postfix/tableReference';
import { defineRule } from '../rule';
import { placeIn } from '../settings';
import { Once } from '../smtpd';

/** Debian and others ship some table types as packages, which enter themselves into dynamicmaps.cf. */
export const uninstalledTableType = defineRule({
  id: 'uninstalled-table-type',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    absent: {
      en: 'dynamicmaps.cf has no lookup tables of type {type}: every look-up here fails until {package} is installed',
      'zh-cn': 'dynamicmaps.cf 中没有 {type} 类型的查询表：安装 {package} 之前，此处的每次查询都会失败',
    },
  },
  check({ system, report }) {
    const { installedTypes } = system.disk;
    if (!installedTypes) return;
    const once = new Once();
    for (const { reference, setting, span } of system.tables.uses) {
      for (const { type } of withMembers(reference)) {
        const fact = system.postfix.release.tableType(type);
        if (fact?.package === undefined || installedTypes.has(type)) continue;
        const at = placeIn(setting, span);
        if (once.isFirst(at, type))
          report({ at, message: 'absent', values: { type, package: fact.package } });
      }
    }
  },
});
