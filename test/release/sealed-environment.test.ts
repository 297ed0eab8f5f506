import fc from 'fast-check';
import { sealModel, unsealModel } from '../../src/release/sealed-environment';

const environments = fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 5 });
const asModel = (containers: { Environment: Record<string, string> }[]) =>
  containers.length === 1 ? { PrimaryContainer: containers[0] } : { Containers: containers };

it('holds no value of an environment, and gives the same model back', () => {
  fc.assert(
    fc.property(fc.array(environments, { minLength: 1, maxLength: 3 }), (values) => {
      const containers = values.map((Environment) => ({ Image: 'image', Environment }));
      const sealed = sealModel(asModel(containers));

      for (const { Environment } of containers)
        for (const value of Object.values(Environment).filter((text) => text.length > 8))
          expect(JSON.stringify(sealed)).not.toContain(JSON.stringify(value).slice(1, -1));
      expect(unsealModel(sealed, containers)).toEqual(asModel(containers));
    }),
  );
});

it('names the variable that is not the planned one', () => {
  const sealed = sealModel({ PrimaryContainer: { Environment: { THRESHOLD: '0.7' } } });

  expect(() => unsealModel(sealed, [{ Environment: { THRESHOLD: '0.9' } }])).toThrow('THRESHOLD');
  expect(() => unsealModel(sealed, [])).toThrow('THRESHOLD');
});
