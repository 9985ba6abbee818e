"""Small real tables for classification. They ship inside scikit-learn, so nothing is downloaded."""


def iris():
    """150 irises of three species, 50 of each, in the order of ``species``; lengths in cm.

    Source: Iris, R. A. Fisher, 1936, UCI Machine Learning Repository, licence CC BY 4.0; the copy inside scikit-learn.

    Returns
    -------
    X : (150, 4) array, length and width of the sepal, then length and width of the petal
    y : (150, 1) array, 0, 1 or 2: the species
    species : list of the three species' names
    """
    from sklearn.datasets import load_iris

    table = load_iris()
    return table.data, table.target[:, None].astype(float), [str(name) for name in table.target_names]


def breast_cancer():
    """Cells of 569 breast tumours, measured under a microscope, and whether the tumour is malignant.

    Source: Breast Cancer Wisconsin (Diagnostic), W. Wolberg, W. Street and O. Mangasarian, 1995, UCI Machine Learning
    Repository, licence CC BY 4.0; the copy inside scikit-learn.

    Returns
    -------
    X : (569, 30) array, 30 measurements of each tumour
    y : (569, 1) array, 1 where the tumour is malignant, 0 where it is benign
    names : list of the 30 measurements' names
    """
    from sklearn.datasets import load_breast_cancer

    table = load_breast_cancer()
    malignant = (table.target == 0).astype(float)  # scikit-learn counts the other way round
    return table.data, malignant[:, None], [str(name) for name in table.feature_names]
