import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { RecordLine } from '../../parts/record-line.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { Value } from '../../parts/value.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { CertificatesOfDocument } from './operations.generated.js';
import { residentWords } from './words.js';

export function Certificates({ id }: { readonly id: string }) {
  const words = useWords(residentWords);
  const common = useWords(commonWords);
  const asked = useAsk(CertificatesOfDocument, { id });
  const value = (at: number, field: string, shown: string | null | undefined) => (
    <Value told={asked} at={['resident', 'certificates', at, field]}>
      {shown}
    </Value>
  );
  const heads = [words.certificate, words.kind, words.product, words.issued, words.passport];
  return (
    <Answered asked={asked} from={common.system.HEALTH_MANAGEMENT}>
      {({ resident }) => {
        const all = resident?.certificates ?? null;
        if (all === null)
          return (
            <Value told={asked} at={['resident', 'certificates']}>
              {null}
            </Value>
          );
        if (all.length === 0) return <p>{words.noCertificates}</p>;
        return (
          <>
            <Table caption={words.certificatesOf} heads={heads}>
              {all.map(({ certificateId, vaccineKind, productName, issuedOn, passport }, at) => (
                <Row key={at}>
                  <Cell>{value(at, 'certificateId', certificateId)}</Cell>
                  <Cell>{value(at, 'vaccineKind', vaccineKind?.name)}</Cell>
                  <Cell>{value(at, 'productName', productName)}</Cell>
                  <Cell>{value(at, 'issuedOn', issuedOn?.wareki)}</Cell>
                  <Cell>
                    <Value told={asked} at={['resident', 'certificates', at, 'passport']}>
                      {passport === null
                        ? null
                        : [passport.romanName, passport.nationality, passport.passportNumber]
                            .filter(Boolean)
                            .join(' ')}
                    </Value>
                  </Cell>
                </Row>
              ))}
            </Table>
            <RecordLine record={asked.record} />
          </>
        );
      }}
    </Answered>
  );
}
