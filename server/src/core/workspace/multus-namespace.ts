/** Where Multus looks for a default network without namespace, unless its own configuration says otherwise. */
export const multusNamespace = 'kube-system';
